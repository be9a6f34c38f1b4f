// Package picture makes the pictures that stand beside the answers of topic
// commands: who stands where on which day, and what happens when. It decides
// what such a picture shows, as data, and says the same in words; the package
// draw below it makes the pixels.
//
// A picture shows nothing that the answer does not have. What does not fit is
// counted. Words of articles are quotes; one that is cut ends with an ellipsis.
package picture
