package world

import (
	"slices"
	"strings"
	"testing"
)

// members are the members of the United Nations, as of 2025.
const members = `Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia,
Australia, Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin,
Bhutan, Bolivia, Bosnia and Herzegovina, Botswana, Brazil, Brunei Darussalam, Bulgaria, Burkina Faso,
Burundi, Cabo Verde, Cambodia, Cameroon, Canada, Central African Republic, Chad, Chile, China, Colombia,
Comoros, Congo Republic, Costa Rica, Côte d'Ivoire, Croatia, Cuba, Cyprus, Czechia,
Democratic People's Republic of Korea, Democratic Republic of the Congo, Denmark, Djibouti, Dominica,
Dominican Republic, Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia,
Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, Guatemala, Guinea,
Guinea-Bissau, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel,
Italy, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kuwait, Kyrgyzstan,
Lao People's Democratic Republic, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania,
Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands, Mauritania, Mauritius,
Mexico, Federated States of Micronesia, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar,
Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Macedonia, Norway, Oman,
Pakistan, Palau, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Qatar,
Republic of Korea, Republic of Moldova, Romania, Russian Federation, Rwanda, Saint Kitts and Nevis,
Saint Lucia, Saint Vincent and the Grenadines, Samoa, San Marino, São Tomé and Príncipe, Saudi Arabia,
Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia,
South Africa, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syrian Arab Republic,
Tajikistan, Thailand, Timor-Leste, Togo, Tonga, Trinidad and Tobago, Tunisia, Türkiye, Turkmenistan,
Tuvalu, Uganda, Ukraine, United Arab Emirates, United Kingdom of Great Britain and Northern Ireland,
United Republic of Tanzania, United States of America, Uruguay, Uzbekistan, Vanuatu, Venezuela, Viet Nam,
Yemen, Zambia, Zimbabwe`

// others are the lines after the members, in order.
var others = []string{
	"England", "European Union", "Hong Kong", "Kosovo", "Northern Ireland", "Palestine", "Scotland", "Taiwan",
	"Vatican City", "Wales",
}

func TestFileHasNoMistakes(t *testing.T) {
	if _, err := parse(countries); err != nil {
		t.Error(err)
	}
}

func TestMembersAndOthers(t *testing.T) {
	all := All()
	if len(all) != 193+len(others) {
		t.Fatalf("%d countries", len(all))
	}
	found := map[string]bool{}
	for name := range strings.SplitSeq(strings.ReplaceAll(members, "\n", " "), ",") {
		c, role, ok := Find(name)
		if !ok || role != Name {
			t.Errorf("no country is named %s", name)
		}
		found[c.Name] = true
	}
	if len(found) != 193 {
		t.Errorf("%d members", len(found))
	}
	var rest []string
	previous := ""
	for i, c := range all {
		if found[c.Name] != (i < 193) {
			t.Errorf("%s stands in the wrong part of the file", c.Name)
		}
		if i != 193 && fold(c.Name) < previous {
			t.Errorf("%s is out of order", c.Name)
		}
		previous = fold(c.Name)
		if !found[c.Name] {
			rest = append(rest, c.Name)
		}
	}
	if !slices.Equal(rest, others) {
		t.Errorf("others are %q", rest)
	}
}

// Those without are left out on purpose: README.md tells why.
func TestEveryCountryHasDemonymAndCapital(t *testing.T) {
	noDemonym := []string{"Dominica", "European Union", "Republic of the Congo"}
	noCapital := []string{
		"Antigua and Barbuda", "Costa Rica", "England", "European Union", "Grenada", "Guyana", "Hong Kong",
		"Seychelles", "Singapore", "Vatican City",
	}
	for _, c := range All() {
		if (len(c.Demonyms) == 0) != slices.Contains(noDemonym, c.Name) {
			t.Errorf("%s has the demonyms %q", c.Name, c.Demonyms)
		}
		if (len(c.Capitals) == 0) != slices.Contains(noCapital, c.Name) {
			t.Errorf("%s has the capitals %q", c.Name, c.Capitals)
		}
	}
}

func TestParts(t *testing.T) {
	parts := map[string]string{
		"England": "United Kingdom", "Northern Ireland": "United Kingdom", "Scotland": "United Kingdom",
		"Wales": "United Kingdom", "Hong Kong": "China",
	}
	for _, c := range All() {
		if c.PartOf != parts[c.Name] {
			t.Errorf("%s is part of %q", c.Name, c.PartOf)
		}
	}
}

// Every phrase of the file leads back to its line, however it is written.
func TestRoundTrip(t *testing.T) {
	longest := 0
	for _, c := range All() {
		for role, phrases := range map[Role][]string{
			Name: append([]string{c.Name}, c.Aliases...), Demonym: c.Demonyms, Capital: c.Capitals, Seat: c.Seats,
		} {
			for _, phrase := range phrases {
				longest = max(longest, len(strings.Fields(fold(phrase))))
				for _, written := range []string{
					phrase, strings.ToUpper(phrase), strings.ToLower(phrase), "the " + phrase + "'s",
					"The  " + phrase + "’", strings.ReplaceAll(phrase, " ", "-"), fold(phrase),
				} {
					if got, as, ok := Find(written); !ok || got.Name != c.Name || as != role {
						t.Errorf("%q leads to %q in role %d, want %q in role %d", written, got.Name, as, c.Name, role)
					}
				}
			}
		}
	}
	if MaxWords() != longest || longest != 8 {
		t.Errorf("at most %d words, want %d", MaxWords(), longest)
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		phrase, country string
		role            Role
	}{
		{"Russian Federation", "Russia", Name},
		{"Moscow’s", "Russia", Capital},
		{"Russians'", "Russia", Demonym},
		{"the Kremlin", "Russia", Seat},
		{"Kyiv", "Ukraine", Capital},
		{"KIEV", "Ukraine", Capital},
		{"Ukrainians", "Ukraine", Demonym},
		{"Bankova", "Ukraine", Seat},
		{"Downing Street", "United Kingdom", Seat},
		{"downing  street's", "United Kingdom", Seat},
		{"10 Downing Street", "", 0},
		{"Briton", "United Kingdom", Demonym},
		{"U.K.", "United Kingdom", Name},
		{"Scots", "Scotland", Demonym},
		{"English", "England", Demonym},
		{"Holyrood", "Scotland", Seat},
		{"Élysée", "France", Seat},
		{"E\u0301lyse\u0301e", "France", Seat},
		{"elysee palace", "France", Seat},
		{"Quai d’Orsay", "France", Seat},
		{"Frenchmen", "France", Demonym},
		{"the White House", "United States", Seat},
		{"Washington", "United States", Capital},
		{"Washington, D.C.", "United States", Capital},
		{"U.S.", "United States", Name},
		{"U.S.A.", "United States", Name},
		{"the U.S.’s", "United States", Name},
		{"America", "United States", Name},
		{"Türkiye", "Turkey", Name},
		{"turkiye", "Turkey", Name},
		{"BEŞTEPE", "Turkey", Seat},
		{"Turks", "Turkey", Demonym},
		{"Zhongnanhai", "China", Seat},
		{"Peking", "China", Capital},
		{"Hong Kongers", "Hong Kong", Demonym},
		{"Taipei", "Taiwan", Capital},
		{"Blue House", "South Korea", Seat},
		{"DPRK", "North Korea", Name},
		{"North Koreans", "North Korea", Demonym},
		{"New Delhi", "India", Capital},
		{"Rashtrapati Bhavan", "India", Seat},
		{"Bangabhaban", "Bangladesh", Seat},
		{"Malacanang", "Philippines", Seat},
		{"Filipino", "Philippines", Demonym},
		{"Burma", "Myanmar", Name},
		{"Israelis", "Israel", Demonym},
		{"Gaza", "Palestine", Name},
		{"Saudis", "Saudi Arabia", Demonym},
		{"Emirati", "United Arab Emirates", Demonym},
		{"Côte d’Ivoire", "Ivory Coast", Name},
		{"Swaziland", "Eswatini", Name},
		{"NDjamena", "Chad", Capital},
		{"Nukuʻalofa", "Tonga", Capital},
		{"Nigerien", "Niger", Demonym},
		{"Nigerian", "Nigeria", Demonym},
		{"South Sudanese", "South Sudan", Demonym},
		{"Casa Rosada", "Argentina", Seat},
		{"Planalto", "Brazil", Seat},
		{"Bogota", "Colombia", Capital},
		{"Canadian", "Canada", Demonym},
		{"Kiwis", "New Zealand", Demonym},
		{"Poles", "Poland", Demonym},
		{"Danes", "Denmark", Demonym},
		{"Swiss", "Switzerland", Demonym},
		{"Palazzo Chigi", "Italy", Seat},
		{"Moncloa", "Spain", Seat},
		{"Binnenhof", "Netherlands", Seat},
		{"the Holy See", "Vatican City", Name},
		{"Brussels", "Belgium", Capital},
		{"Berlaymont", "European Union", Seat},
		{"Bessastadir", "Iceland", Seat},
		{"Bosnia & Herzegovina", "Bosnia and Herzegovina", Name},
		{"Bosnian Serbs", "Bosnia and Herzegovina", Demonym},
		{"People Republic of China", "China", Name},

		// Where several meanings are in use, the one that README.md names.
		{"American", "United States", Demonym},
		{"Colombo", "Sri Lanka", Capital},
		{"Congo", "Democratic Republic of the Congo", Name},
		{"Congolese", "Democratic Republic of the Congo", Demonym},
		{"Brazzaville", "Republic of the Congo", Capital},
		{"Republic of Congo", "Republic of the Congo", Name},
		{"Dominican", "Dominican Republic", Demonym},
		{"Dominica", "Dominica", Name},
		{"Georgia", "Georgia", Name},
		{"Guinea", "Guinea", Name},
		{"Guinean", "Guinea", Demonym},
		{"Ireland", "Ireland", Name},
		{"Jerusalem", "Israel", Capital},
		{"Korea", "South Korea", Name},
		{"Koreans", "South Korea", Demonym},
		{"London", "United Kingdom", Capital},
		{"Macedonia", "North Macedonia", Name},
		{"Samoan", "Samoa", Demonym},
		{"Sudan", "Sudan", Name},
		{"Tripoli", "Libya", Capital},

		// Left out.
		{"Chancellery", "", 0},
		{"State House", "", 0},
		{"The Hague", "", 0},
		{"Victoria", "", 0},
		{"Europe", "", 0},
		{"the", "", 0},
		{"'s", "", 0},
		{"", "", 0},
		{"\xff", "", 0},
	} {
		c, role, ok := Find(test.phrase)
		if c.Name != test.country || role != test.role || ok != (test.country != "") {
			t.Errorf("%q leads to %q in role %d, %v, want %q in role %d",
				test.phrase, c.Name, role, ok, test.country, test.role)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"A | - | B | C":                      "line 1: 4 columns",
		"# A\n\nA | - | B | C | D | E | F":   "line 3: 7 columns",
		"A | | B | C | -":                    "column 2 has an empty phrase",
		"A | - | B, | C | -":                 "column 3 has an empty phrase",
		"- | - | B | C | -":                  "0 names",
		"A, B | - | C | D | -":               "2 names",
		"A | - | B | C | - | D, E":           "part of 2",
		"A | - | B | C | - | D":              `A is part of "D"`,
		"A | Ü | B | u | -":                  `"u" leads to A already`,
		"A | - | B | C | -\nD | b | E | F|-": `line 2: "b" leads to A already`,
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if table, err := parse("A | - | B | C | D\nE"); err == nil || len(table.countries) != 1 {
		t.Errorf("%v, %v", table, err)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("the Élysée’s")
	f.Fuzz(func(t *testing.T, phrase string) {
		_, role, ok := Find(phrase)
		if ok != (role != 0) {
			t.Errorf("%q: role %d, %v", phrase, role, ok)
		}
	})
}

func TestBegins(t *testing.T) {
	for word, want := range map[string]bool{"white": true, "russian": true, "us": true, "kitchen": false, "": false} {
		if got := Begins(word); got != want {
			t.Errorf("Begins(%q) = %v", word, got)
		}
	}
	for _, c := range All() {
		if !Begins(strings.Fields(fold(c.Name))[0]) {
			t.Errorf("%s does not begin with a word of its own", c.Name)
		}
	}
}

// What is taken for folded folds to itself.
func TestFolded(t *testing.T) {
	for phrase, want := range map[string]bool{
		"russia": true, "united states": true, "the hague": false, "the": true, "Russia": false,
		"guinea  bissau": false, " mali": false, "mali ": false, "g7": true, "türkiye": false, "people's": false, "": false,
	} {
		if got := folded(phrase); got != want {
			t.Errorf("folded(%q) is %v", phrase, got)
		}
		if folded(phrase) && fold(strings.ToUpper(phrase)) != phrase {
			t.Errorf("%q does not fold to itself", phrase)
		}
	}
}
