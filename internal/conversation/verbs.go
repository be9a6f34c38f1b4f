package conversation

import "strings"

// The words that questions are built with.
var (
	auxiliaries = set(`is are was were am will would do does did has have had can could may might should shall must
 isn't aren't wasn't weren't won't wouldn't don't doesn't didn't hasn't haven't hadn't can't cannot couldn't shouldn't
 mustn't isnt arent wasnt werent wont wouldnt dont doesnt didnt hasnt havent hadnt cant couldnt shouldnt`)
	being = set(`is are was were am isn't aren't wasn't weren't isnt arent wasnt werent`)
	doing = set(`do does did don't doesn't didn't dont doesnt didnt`)
	// having takes a participle or an object: "Has he agreed?", "Has he a plan?"
	having = set(`has have had hasn't haven't hadn't hasnt havent hadnt`)

	asking       = set(`who whom whose what which when where why how`)
	prepositions = set(`about above across after against among around as at before behind below beneath beside besides between beyond by
 concerning despite during except for from in inside into like near of off on onto out outside over past per regarding
 since through throughout to toward towards under until till unto upon via with within without amid versus`)
	determiners = set(`the a an this that these those his her its their our your my some any no every each another all both`)
	adverbs     = set(`not also still ever never already now then just really actually even again soon finally yet only exactly first currently`)
	pronouns    = set(`he she it they him her them his hers their theirs its i we you me us everyone everybody anyone anybody someone somebody nobody this that these those there`)
)

// verbs are common ones. A verb that is not among them is known by its place.
var verbs = set(`accept accuse achieve act add admit adopt advise agree aim allow announce answer appear apply appoint approve argue
 arrest arrive ask attack attend avoid back ban be beat become begin believe benefit block boycott break bring broadcast build buy call
 campaign cancel carry cause celebrate challenge change charge choose claim close collapse come comment compete complain
 complete condemn confirm consider continue control cost count create criticise criticize cross cut damage deal decide declare decline
 defeat defend delay deliver demand deny depend deserve destroy die differ disagree discuss dismiss drop earn elect
 enter escape estimate evacuate exchange expand expect explain extend face fail fall fear fight file fine finish fire flee fly
 follow forbid force gain get give go grow guarantee halt happen hate help hire hit hold hope host hurt impose improve include increase
 injure insist intend invade invest invite involve issue join keep kill know lack last launch lead learn leave lie like live lose
 love maintain make manage mean meet merge miss move name need negotiate obey object occupy occur offer open oppose order
 outlaw own participate pass pay persuade plan play pledge postpone predict prefer prepare present press prevent produce promise
 propose prosecute protect protest prove publish pull punish push put quit raise reach react read receive recognise recognize
 recommend recover reduce refuse reject release remain remove rent repeat replace reply report represent request require resign resist
 resolve respond restart result resume retire return reveal rise risk rule run save say schedule score see seek seem sell send
 serve set shift shoot show sign skip speak spend stage stand start stay step stop strike succeed suffer suggest sue
 supply support surrender suspend swap take talk tell test think threaten throw trade train transfer travel treat trust try turn
 understand urge use veto visit vote vow wait walk want warn watch wear welcome win wish withdraw work worry write`)

// irregular are the pasts and participles of verbs.
var irregular = pairs(`beat:beat became:become become:become began:begin begun:begin broke:break broken:break brought:bring built:build
 bought:buy came:come chose:choose chosen:choose cut:cut dealt:deal fell:fall fallen:fall fought:fight fled:flee flew:fly flown:fly
 forbade:forbid forbidden:forbid got:get gotten:get gave:give given:give went:go gone:go grew:grow grown:grow held:hold hit:hit hurt:hurt
 kept:keep knew:know known:know led:lead left:leave lost:lose made:make meant:mean met:meet paid:pay put:put quit:quit
 ran:run rose:rise risen:rise said:say saw:see seen:see sought:seek sold:sell sent:send set:set shot:shoot showed:show shown:show
 spoke:speak spoken:speak spent:spend stood:stand struck:strike took:take taken:take told:tell thought:think threw:throw thrown:throw
 understood:understand wore:wear won:win withdrew:withdraw withdrawn:withdraw wrote:write written:write cost:cost broadcast:broadcast
 learnt:learn been:be proven:prove hid:hide hidden:hide done:do`)

func pairs(list string) map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Fields(list) {
		form, verb, _ := strings.Cut(pair, ":")
		out[form] = verb
	}
	return out
}

// pasts gives each irregular verb its past.
var pasts = func() map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Fields(`become:became begin:began break:broke bring:brought build:built buy:bought come:came choose:chose
 deal:dealt fall:fell fight:fought flee:fled fly:flew forbid:forbade get:got give:gave go:went grow:grew hold:held keep:kept know:knew
 lead:led leave:left lose:lost make:made mean:meant meet:met pay:paid run:ran rise:rose say:said see:saw seek:sought sell:sold send:sent
 shoot:shot speak:spoke spend:spent stand:stood strike:struck take:took tell:told think:thought throw:threw understand:understood
 wear:wore win:won withdraw:withdrew write:wrote beat:beat cut:cut hit:hit hurt:hurt put:put quit:quit set:set cost:cost`) {
		verb, past, _ := strings.Cut(pair, ":")
		out[verb] = past
	}
	return out
}()

// form is a form of a verb.
type form int

const (
	base form = iota + 1
	thirdPerson
	past
	gerund
)

// verbForm gives the verb of which a folded word is a form; 0 for none.
func verbForm(word string) (string, form) {
	if verb, ok := irregular[word]; ok && !verbs[word] {
		return verb, past
	}
	if verbs[word] {
		return word, base
	}
	for _, e := range []struct {
		ending string
		form   form
		back   []string
	}{
		{"ies", thirdPerson, []string{"y"}}, {"es", thirdPerson, []string{"", "e"}}, {"s", thirdPerson, []string{""}},
		{"ied", past, []string{"y"}}, {"ed", past, []string{"", "e"}}, {"ing", gerund, []string{"", "e"}},
	} {
		stem, ok := strings.CutSuffix(word, e.ending)
		if !ok || len(stem) < 2 {
			continue
		}
		for _, back := range e.back {
			if verbs[stem+back] {
				return stem + back, e.form
			}
		}
		if n := len(stem); e.form >= past && stem[n-1] == stem[n-2] && verbs[stem[:n-1]] {
			return stem[:n-1], e.form
		}
	}
	return "", 0
}

// inflected is a verb as it follows a subject without "does" and "did".
func inflected(verb, helper string) string {
	switch {
	case strings.HasPrefix(helper, "does"):
		return thirdOf(verb)
	case strings.HasPrefix(helper, "did"):
		return pastOf(verb)
	}
	return verb
}

func thirdOf(verb string) string {
	n := len(verb)
	switch {
	case verb == "have":
		return "has"
	case n > 1 && verb[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(verb[n-2])):
		return verb[:n-1] + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "x"), verb == "go", verb == "do":
		return verb + "es"
	}
	return verb + "s"
}

func pastOf(verb string) string {
	n := len(verb)
	switch {
	case pasts[verb] != "":
		return pasts[verb]
	case verb == "have":
		return "had"
	case strings.HasSuffix(verb, "e"):
		return verb + "d"
	case n > 1 && verb[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(verb[n-2])):
		return verb[:n-1] + "ied"
	case doubling[verb]:
		return verb + verb[n-1:] + "ed"
	}
	return verb + "ed"
}

var doubling = set(`admit ban cancel drop plan prefer stop swap transfer step refer permit`)

// helperFor is the form of "do" that a verb's form needs in a question.
func helperFor(f form) string {
	switch f {
	case thirdPerson:
		return "does"
	case past:
		return "did"
	}
	return "do"
}

// agreed is a form of be, do or have for a subject in the singular or plural.
func agreed(helper string, many bool) string {
	for _, p := range [][2]string{{"is", "are"}, {"was", "were"}, {"does", "do"}, {"has", "have"}} {
		for i, w := range p {
			rest, ok := strings.CutPrefix(strings.ToLower(helper), w)
			if !ok || rest != "" && rest != "n't" {
				continue
			}
			other := p[1-i]
			if many == (i == 1) {
				return helper
			}
			if helper[0] >= 'A' && helper[0] <= 'Z' {
				other = upperFirst(other)
			}
			return other + rest
		}
	}
	return helper
}
