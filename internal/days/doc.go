// Package days finds the days that a text speaks of. "Thursday" in an article of
// 13 May 2025 is 15 May, "yesterday" is 12 May, and "March 2022" is a month.
//
// It knows English. What it cannot tell it leaves out.
package days
