package support_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"talksbot/internal/rag/lexical"
	"talksbot/internal/rag/support"
)

// plain is a Knowledge of what is written alone: no kin, no names.
type plain struct{}

func (plain) Like(a, b lexical.Token) float64 {
	if a.Stem == b.Stem {
		return 1
	}
	return 0
}
func (plain) Kind(narrow, broad string) bool {
	return narrow == "kidney" && broad == "organ" || states[narrow] && broad == "provinc"
}
func (plain) Frequency(string) float64 { return 1e-5 }
func (plain) Common(t lexical.Token) bool {
	return t.Stop || t.Word == strings.ToLower(t.Word) && !surnames[t.Word]
}
func (plain) Name(word string) bool    { return surnames[word] }
func (plain) OneName(a, b string) bool { return a == b }

var states = lexical.Set(`iowa ohio utah`)

var surnames = lexical.Set(`lee kim park quill ellis`)

// weigh weighs a claim against texts of one sentence each.
func weigh(claim string, texts ...string) support.Degree {
	var evidence []support.Evidence
	for _, t := range texts {
		evidence = append(evidence, support.Evidence{Sentence: support.Read(plain{}, t, time.Time{})})
	}
	return support.Weigh(plain{}, support.Read(plain{}, claim, time.Time{}), evidence)
}

// What is told in other words is no fault.
func TestOtherWords(t *testing.T) {
	for _, x := range [][2]string{
		{"It was Lee's first trophy in 22 years.", "Lee had not won a trophy for 22 years."},
		{"The party lost its majority on Sunday.", "The party no longer has a majority."},
		{"The quake destroyed 400 homes in Ellis.", "The tremor wrecked 400 houses in Ellis."},
		{"Doctors removed the kidney of Lee on Monday.", "Doctors removed an organ of Lee on Monday."},
		{"Lee won by three tenths of a second.", "Lee won by 0.3 seconds."},
		{"Jan Lee closed the harbour on Monday.", "Lee closed the harbour on Monday."},
		{"Despite reaching the final in May, the team does not feature in the list.", "The team reached the final in May."},
		{"The single peaked at number nine of the UK Singles Chart.", "The single peaked at number nine of the British chart."},
		{"All states apart from Iowa raised the tax on Monday.", "All states except Iowa raised the tax on Monday."},
		{"Lee dismissed speculation that Kim might make a surprise appearance.", "Lee dismissed speculation about a surprise appearance of Kim."},
		{"Lee often speaks of his inability to swim.", "Lee says that he cannot swim."},
		{"The Ellis Cup is the oldest trophy of its kind.", "No trophy of its kind is older than the Ellis Cup."},
		{"With the absence of both Lee and President Kim, a deal is not likely.", "Without Lee and Kim a deal is not likely."},
		{"The pressure of war on the harbour of Ellis goes on.", "The war has put pressure on the harbour of Ellis."},
		{"Files of the harbour are deleted after Lee has read them.", "Files of the harbour are not kept after Lee has read them."},
		{"Lee struck down the ban on Monday.", "Lee overturned the ban on Monday."},
	} {
		if d := weigh(x[1], x[0]); d.Verdict != support.Supported {
			t.Errorf("%s\n%s\nis %s, %.2f, %v", x[0], x[1], d.Verdict, d.Score, d.Faults)
		}
	}
}

// A sentence that goes on from another dates what that one tells of, if it has the verb
// too.
func TestDayOfNextSentence(t *testing.T) {
	first := "The Ellis Citizen is a paper that Lee reads in Quill."
	const claim = "The Ellis Citizen, a paper in Quill, was founded in 1854."
	if d := weigh(claim, first, "The paper was founded in May 1854."); d.Verdict != support.Supported {
		t.Errorf("%s, %.2f, %v", d.Verdict, d.Score, d.Faults)
	}
	if d := weigh(claim, first, "The paper was sold in May 1854."); d.Verdict == support.Supported {
		t.Errorf("what was sold then is founded then: %.2f, %v", d.Score, d.Faults)
	}
}

// Each pair differs in one thing, and the fault is of that kind.
func TestFaults(t *testing.T) {
	for _, x := range []struct {
		kind         support.Kind
		source       string
		holds, fails string
	}{
		{support.Name, "Lee opened the bridge.", "Lee opened the bridge.", "Park opened the bridge."},
		{support.Amount, "The bridge cost 1.5 million crowns.", "The bridge cost 1,500,000 crowns.", "The bridge cost 15 million crowns."},
		{support.Amount, "The 30-day strike ended.", "The strike of thirty days ended.", "The strike of thirteen days ended."},
		{support.Amount, "More than 20 percent voted.", "Over 20% voted.", "Less than 20% voted."},
		{support.Amount, "The team won by 3 to 1.", "The team won by three to one.", "The team won by 1 to 3."},
		{support.Day, "Lee resigned on May 15, 2025.", "Lee resigned on 15 May.", "Lee resigned on 16 May."},
		{support.Day, "Lee resigned on Monday, Kim left on Friday.", "Kim left on Friday.", "Kim left on Monday."},
		{support.Denial, "Lee will not attend the hearing.", "Lee will not attend the hearing.", "Lee will attend the hearing."},
		{support.Denial, "Lee refused to attend the hearing.", "Lee will not attend the hearing.", "Lee will attend the hearing."},
		{support.Denial, "Lee accepted the plan.", "Lee accepted the plan.", "Lee rejected the plan."},
		{support.Denial, "Lee denied that Kim had paid the fine.", "Lee denied that Kim had paid the fine.", "Kim had paid the fine."},
		{support.Certainty, "Lee may sign the treaty.", "Lee may sign the treaty.", "Lee will sign the treaty."},
		{support.Certainty, "Lee will sign the treaty.", "Lee will sign the treaty.", "Lee has signed the treaty."},
		{support.Certainty, "Lee will come only if Kim pays.", "Lee will come only if Kim pays.", "Lee will come whether or not Kim pays."},
		{support.Speaker, "Lee said that the harbour was closed.", "Lee said that the harbour was closed.", "Kim said that the harbour was closed."},
		{support.Role, "Lee proposed the talks to Kim.", "The talks were proposed by Lee.", "Kim proposed the talks to Lee."},
		{support.Role, "The team was led by Lee and not by Kim.", "Lee led the team.", "Kim led the team."},
		{support.Role, "Lee flew from Northam to Southam.", "Lee flew from Northam to Southam.", "Lee flew from Southam to Northam."},
		{support.Role, "Deputy Minister Lee met Governor Kim.", "Governor Kim met Lee.", "Governor Lee met Kim."},
		{support.Word, "The crew spilled oil in the bay.", "The crew spilled oil in the bay.", "The crew spilled grain in the bay."},
		{support.Word, "The town lies in northern Ruritania.", "The town lies in northern Ruritania.", "The town lies in southern Ruritania."},
		{support.Word, "It was the first strike in Ruritania since May.", "It was the first strike in Ruritania.", "It was the first strike in the world."},
		{support.Amount, "The state pays a quarter of the price.", "The state pays 25 percent of the price.", "The state pays half of the price."},
		{support.Amount, "One in five trains ran on Monday.", "Twenty percent of trains ran on Monday.", "Thirty percent of trains ran on Monday."},
		{support.Amount, "Lee ordered an inspection of every mine.", "Lee ordered an inspection of all mines.", "Lee ordered an inspection of some mines."},
		{support.Amount, "It was the second lowest level on record.", "It was the second lowest level on record.", "It was the lowest level on record."},
		{support.Amount, "Quill lost four finals in a row.", "Quill lost the fourth consecutive final.", "Quill lost the fifth consecutive final."},
		{support.Denial, "The search found nothing in the harbour.", "The search found nothing in the harbour.", "The search found gold in the harbour."},
		{support.Denial, "Lee said it was too early to speak of a success.", "Lee said it was too early to call it a success.", "Lee said it was a success."},
		{support.Denial, "Lee has cancelled the remaining concerts.", "Lee has cancelled the remaining concerts.", "Lee will give the remaining concerts."},
		{support.Denial, "Lee denied responsibility for the fire.", "Lee said he was not responsible for the fire.", "Lee said he was responsible for the fire."},
		{support.Certainty, "The radar was repaired at a cost of 31 million crowns.", "The radar was repaired at a cost of 31 million crowns.", "The radar will be repaired at a cost of 31 million crowns."},
		{support.Certainty, "If the budget fails, Lee may call elections.", "Lee may call elections if the budget fails.", "Lee will call elections if the budget fails."},
		{support.Role, "Lee and Kim signed the treaty in Ellis after a march to Quill.", "Lee and Kim signed the treaty in Ellis.", "Lee and Kim signed the treaty in Quill."},
		{support.Role, "Lee will meet the top seed, Park, or the qualifier Kim.", "Lee will meet Park.", "Kim is the top seed."},
		{support.Role, "The new bridge, paid for by Lee, carries lorries.", "Lee paid for the new bridge.", "Kim paid for the new bridge."},
		{support.Name, "The ruling pleased Secretary Ann Lee.", "The ruling pleased Ann Lee.", "The ruling pleased Jane Lee."},
		{support.Amount, "Lee faces up to 14 years in prison.", "Lee faces up to 14 years in prison.", "Lee faces at least 14 years in prison."},
		{support.Amount, "Lee rescued all 22 members of the crew.", "Lee rescued all 22 members of the crew.", "Lee rescued some of the 22 members of the crew."},
		{support.Denial, "Quill has yet to turn a profit.", "Quill has not turned a profit.", "Quill has turned a profit."},
		{support.Denial, "It was the first victory of Lee in Ellis.", "It was the first victory of Lee in Ellis.", "Lee had a victory in Ellis before."},
		{support.Certainty, "Kim said a cut in rates in April was possible.", "Kim said a cut in rates in April was possible.", "Kim said rates would be cut in April."},
		{support.Deed, "Lee visited the site and the harbour.", "Lee visited the site.", "Lee visited the site with his brother."},
		{support.Denial, "The harbour was closed to the public on Monday.", "The harbour was closed on Monday.", "The harbour was open on Monday."},
		{support.Denial, "All states except for Iowa raised the tax.", "All states except for Iowa raised the tax.", "Iowa raised the tax."},
		{support.Day, "The harbour is open every day except Monday and Friday.", "The harbour is open every day except Monday.", "The harbour is open on Friday."},
		{support.Name, "Iowa and Ohio raised the tax.", "Ohio raised the tax.", "Utah raised the tax."},
		{support.Role, "The staff of the paper: • Publisher: Lee • Editor: Kim", "Lee is the publisher.", "Kim is the publisher."},
		{support.Role, "Lee said that the French side requested a later hour than Brazil.", "Lee said that France asked for a later hour.", "Lee said that Brazil asked for a later hour."},
		{support.Name, "Jan Lee met Kim, and Jan Quill came to Ellis.", "Jan Lee met Kim.", "Jan Lee met Jan Park."},
		{support.Denial, "Blowing the horn is an honor.", "Blowing the horn is an honor.", "Blowing the horn is not considered an honor."},
		{support.Role, "Quill can see more colours than Park.", "Quill can see more colours than Park.", "Park can see more colours than Quill."},
		{support.Role, "The talks began with Lee proposing a truce and Kim demanding a fee.", "Lee proposed a truce.", "Kim proposed a truce."},
		{support.Role, "Lee told Kim about the harbour.", "Lee told Kim about the harbour.", "Kim told Lee about the harbour."},
		{support.Amount, "Ann Lee told Ada Kim that the harbour was built.", "Lee told Kim that the harbour was built.", "The harbour was built in two years."},
		{support.Role, "Chess was played first in Ellis and then in Quill by many.", "Chess was played first in Ellis and then in Quill.", "Chess was played first in Quill and then in Ellis."},
		{support.Role, "The hall in Quill pleased the Ellis Morning Post.", "The hall is in Quill.", "The hall is in Ellis."},
		{support.Form, "The harbour was closed.", "The harbour was closed.", "Was the harbour closed?"},
	} {
		if d := weigh(x.holds, x.source); d.Verdict != support.Supported {
			t.Errorf("%s\n%s\nis %s, %.2f, %v", x.source, x.holds, d.Verdict, d.Score, d.Faults)
		}
		d := weigh(x.fails, x.source)
		if d.Verdict == support.Supported || d.Score >= support.Decision {
			t.Errorf("%s\n%s\nis %s, %.2f", x.source, x.fails, d.Verdict, d.Score)
		}
		if !slices.ContainsFunc(d.Faults, func(f support.Fault) bool { return f.Kind == x.kind }) {
			t.Errorf("%s\n%s\nhas no fault of %s: %v", x.source, x.fails, x.kind, d.Faults)
		}
	}
}
