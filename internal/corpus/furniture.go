package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// dropFurniture passes over advertising, calls to subscribe and whatever else
// belongs to the page and not to the article.
func (p *page) dropFurniture() {
	top := true // nothing of the article's prose has been seen
	for i, u := range p.units {
		if u.kind != prose && u.kind != item {
			continue
		}
		s := p.label(u)
		switch {
		case utf8.RuneCountInString(s) > furnitureMax:
			top = false
		case furniture(s, u.kind == item) || top && byline.MatchString(s):
			p.drop(i)
		case ended(s) && wordCount(s) > 8:
			top = false
		}
	}
}

// furnitureMax is the number of characters of the longest line that is taken
// for page furniture.
const furnitureMax = 250

// furniture tells whether a line belongs to the page and not to the article.
// In a list, single words such as "Print" may be content.
func furniture(s string, listed bool) bool {
	if !listed && wordCount(s) <= 8 && furnitureLine.MatchString(s) {
		return true
	}
	if furnitureAlways.MatchString(s) {
		return true
	}
	return !ended(s) && furnitureOpen.MatchString(s)
}

// alternatives compiles patterns into one that matches a whole line, whatever
// its case.
func alternatives(patterns ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + strings.Join(patterns, "|") + `)$`)
}

// The patterns match whole lines only: a sentence of the article that speaks
// of subscribing or of cookies stays.
var (
	// furnitureLine: short lines that are nothing else when they stand alone.
	furnitureLine = alternatives(
		`ad|ads|sponsored|promoted|partner content|sponsored content`,
		`share|tweet|print|e-?mail|save|comments?|\d+ comments?|leave a (comment|reply)|view( all)? comments|menu|close|search`,
		`skip to (main )?content|back to top|load more|show more|copy link|loading\W*`,
		`subscribe( now| today)?|sign (up|in)( now)?|log ?in|register( now)?|donate( now)?|support us`,
		`related|related (articles?|stories|news|coverage|topics|posts|content)|most (read|popular|viewed)|trending( now)?`,
		`recommended( stories| for you)?|more stories|up next|you (may|might) also like.{0,20}|read more|also read|see also|editor[’']s picks?`,
		`accept( all)?( cookies)?|reject all|manage (cookies|preferences)|cookie (policy|settings|preferences|notice)`,
		`((facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|tiktok|e-?mail|print|copy link|share)[\s|,/·•]*){2,}`,
		`((terms( of (use|service)| and conditions|& conditions)?|privacy( policy)?|contact( us)?|about( us)?|advertise( with us)?|careers|sitemap|cookies|cookie policy|help)[\s|,/·•]*){2,}`,
		`continue reading( below)?( the main story)?`,
	)
	// furnitureAlways: lines that are furniture even as a full sentence.
	furnitureAlways = alternatives(
		`advertisements?(\s*[·|:–—-].*)?|scroll to continue.{0,40}`,
		`(story|article) continues (below|after).{0,60}`,
		`(subscribe|sign up|register|join)\b.*\b(newsletters?|inbox|mailing list|our (youtube|telegram|whatsapp|daily|weekly|free|news|channel).{0,60})\b.{0,80}`,
		`(get|receive) .{0,60}\b(in|to) your inbox\b.{0,40}`,
		`share (this (article|story|page|post|news)|on (facebook|twitter|x|whatsapp|telegram|linkedin|reddit))\b.{0,60}`,
		`follow (us|me|our|@\w+)\b.{0,100}`,
		`(click|tap) here\b.{0,100}`,
		`\W?(photo|image|picture|video|illustration|photograph)s? ?(credits?|courtesy( of)?|source)\s*[:/|–—-].{0,120}`,
		`(.*\. )?all rights reserved\b.{0,60}`,
		`(©|\(c\)|copyright)\s*(©|\(c\))?\s*\d{4}\b.{0,150}|©.{0,150}`,
		`listen to (this|the) (article|story)\b.{0,40}`,
		`(reading time:?\s*)?\d+[ -]min(ute)?s?( of)?( read(ing)?)?( time)?`,
		`(this (site|website|page) uses|we( and our partners)? use|by (continuing|using|browsing) .*) ?\bcookies\b.*`,
	)
	// furnitureOpen: lines that are furniture unless they end like a sentence.
	furnitureOpen = alternatives(
		`(also read|read also|read more|read next|read on|see also|related|related (articles?|stories|news)|more on this|recommended|don[’']t miss|up next|watch|watch now|listen|must read|editor[’']s picks?)\s*[:|»–—-].{0,200}`,
		`(also read|read also|read more|read next) .{0,200}`,
		`\W?(photo|image|picture|video|illustration|photograph|file photo)s?( by)?\s*(:|[/|]\s).{0,200}`,
		`\W?(photo|image|picture|illustration)s? (by|via|courtesy of) .{0,80}`,
		`(tags?|topics?|categor(y|ies)|filed under|keywords)\s*:.{0,150}`,
		`(published|posted|updated|last updated|last modified|first published)( on| at)?\b\s*:?.{0,20}\d.{0,40}`,
		`(sign up|subscribe|register) (for|to) .{0,60}(alerts|updates|account|access|more)`,
		`source\s*:\s*.{1,80}`,
	)
	// byline is case-sensitive: "By the time ..." is no author.
	byline = regexp.MustCompile(`^(?:By|BY|Written by|Reporting by) \p{Lu}[\p{L}.’'-]*(?:,? (?:and |& )?\p{Lu}[\p{L}.’'-]*){0,6}(?:\s*[|·,].{0,40})?$`)
)
