// Package config reads the program's settings: a TOML file over defaults.
//
// It is strict. A key that it does not know, a value of the wrong kind and a
// value out of range are mistakes, and all of them are named at once, each with
// its file and line and how to mend it. A mistake never repeats a value or a
// neighbouring line, for either may be a secret.
package config
