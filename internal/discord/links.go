package discord

import (
	"net/url"
	"strings"
)

// maxLink is the length above which an address is not linked: a line that holds
// one is never cut.
const maxLink = 700

// address is a URL that can stand in Markdown and in an embed, "" where it is
// none that people can be sent to: only http and https with a host are.
func address(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.User != nil {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	safe := encoded(u.String())
	if length(safe) > maxLink {
		return ""
	}
	return safe
}

// encoded is an address without a character that could end it in Markdown, set
// type or call somebody.
func encoded(address string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]\\\"'`*_~|@{}^", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// brackets would end the text of a link, escaped or not.
var brackets = strings.NewReplacer("[", "(", "]", ")")

// linked is a title that leads to an address, where it has one. Plain text has
// the address beside it, in the brackets that keep its preview closed.
func linked(title, to string, plain bool) string {
	to = address(to)
	switch {
	case to == "":
		return clipped(title, maxShownTitle)
	case plain:
		return clipped(title, maxShownTitle) + " <" + to + ">"
	}
	return "[" + clipped(brackets.Replace(title), maxShownTitle) + "](<" + to + ">)"
}
