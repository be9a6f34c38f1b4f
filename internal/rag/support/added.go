package support

// added finds a noun of which the evidence has nothing, in a claim that it carries
// otherwise word for word: "visited the site with her husband". What is told in other
// words differs in more than one.
func (c *comparison) added() {
	missing, rest, all := -1, 0.0, 0.0
	for n, it := range c.items {
		if it.kind != wordItem || c.have[n] > 0 || it.weight < leastWeight {
			all += it.weight
			rest += it.weight * c.have[n]
			continue
		}
		if missing >= 0 {
			return
		}
		missing = n
	}
	if missing < 0 || all == 0 || rest/all < wordForWord {
		return
	}
	at := c.items[missing].at
	w := &c.claim.words[at]
	if vague[w.Stem] || generic[w.Stem] || speech[w.Stem] || isAdverb(w.Word) || c.claim.verbal(at) || at == 0 {
		return
	}
	if company[c.claim.prepBefore(at)] || c.k.Kind(w.Stem, "person") {
		c.fault(Deed, at, 0.55, false)
	}
}

// company are the prepositions before who or what takes part.
var company = readWords(`with by from for against despite`)

// wordForWord is the share of a claim from which on it is told in the words of its
// evidence.
const wordForWord = 0.95
