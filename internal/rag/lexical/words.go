package lexical

import "strings"

// function are English function words: articles, pronouns, prepositions,
// conjunctions, auxiliaries and the words that ask.
var function = Set(`
 a about above according after again against all also although am among an and any anybody anyone are aren't around as
 at away be because been before being below between both but by can can't cannot could couldn't did didn't do does
 doesn't doing don't down during each either else etc ever every everybody everyone everything for from further had
 hadn't has hasn't have haven't having he he'd he'll her here hers herself him himself his how however i i'd i'll i'm
 i've if in instead into is isn't it its itself just let like may maybe me many might more most much must my myself neither no
 nobody none nor not nothing now of off on once only onto or other others ought our ours out over own per perhaps please
 quite rather really same shall she should shouldn't since so some somebody someone something still such than that
 the their theirs them themselves then there these they they're this those though through thus to together too toward
 towards under unless until up upon us very via was wasn't we were weren't what what's whatever when where whether which
 while who who's whom whose why will with within without won't would wouldn't yes yet you your yours yourself
 whos whats wheres whens hows dont doesnt didnt isnt arent wasnt werent wont cant couldnt wouldnt shouldnt hasnt havent thats theres
 several`)

// Set is the set of the words in a list with white space between them.
func Set(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// IsFunction tells whether a folded word is a function word.
func IsFunction(word string) bool { return function[word] }
