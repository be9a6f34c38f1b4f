// Package draw makes pixels of pictures: a PNG that is read on a phone, on dark
// and on light ground, and of which nothing is told by colour alone. The same
// picture always gives the same bytes.
//
// It draws on the canvas of gonum's plotting library, whose traps stay in here.
// The library's axes and legends have no place for words beside the marks, and
// would bring twelve fonts into the program, of which two are used.
package draw
