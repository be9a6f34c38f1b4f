package language

import (
	"slices"
	"strings"
	"testing"
)

func TestTransliterate(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Зеленский", "zelensky zelenskyy zelenskiy"},
		{"Зеленський", "zelensky zelenskyy zelenskiy"},
		{"Зеленского", "zelensky"}, {"Зеленським", "zelensky"},
		{"Трамп", "tramp"}, {"Трампа", "tramp"}, {"Трампом", "tramp"},
		{"Путин", "putin"}, {"Путін", "putin"}, {"путіна", "putin"}, {"Путиным", "putin"},
		{"Медынский", "medynsky"}, {"Мединский", "medinsky"}, {"Мединським", "medynsky medinsky"},
		{"Стамбул", "istanbul stambul"}, {"Стамбуле", "istanbul"}, {"Стамбулі", "istanbul"}, {"Істанбул", "istanbul"},
		{"Подоляк", "podolyak podoliak"}, {"Подоляка", "podolyak"}, {"Ермак", "yermak ermak"}, {"Єрмак", "yermak iermak"},
		{"Ушаков", "ushakov"}, {"Ушакова", "ushakov"}, {"Рубио", "rubio"}, {"Эрдоган", "erdogan"},
		{"Сергей", "sergei sergey"}, {"Сергій", "serhiy"}, {"Володимир", "volodymyr"}, {"Владимир", "vladimir"},
		{"Александр", "aleksandr alexandr"}, {"Умеров", "umerov"}, {"Сибіга", "sybiha"}, {"Щербак", "shcherbak"},
		{"Галузин", "galuzin"}, {"Фомина", "fomin"}, {"Михаил", "mikhail"}, {"Михайло", "mykhailo"}, {"Дмитрий", "dmitry"},
		{"Лавров", "lavrov"}, {"Джонсон", "dzhonson"}, {"Байдена", "baiden"},
		{"Lawrow", "lavrov"}, {"Poutine", "putin"}, {"Selenskyj", "zelensky"}, {"Putins", "putin"}, {"Ouchakov", "ushakov"},
		{"Putin'in", "putin"}, {"İstanbul'a", "istanbul"}, {"Chmyhal", "shmyhal"}, {"Tschernyschow", "chernyshov"},
	}
	for _, test := range tests {
		got := Transliterate(test.name)
		for want := range strings.FieldsSeq(test.want) {
			if !slices.Contains(got, want) {
				t.Errorf("%s is spelled %q; %s is missing", test.name, got, want)
			}
		}
	}
}

func TestInEnglish(t *testing.T) {
	tests := []struct{ phrase, want string }{
		{"Істанбул", "Istanbul"}, {"Стамбул", "Istanbul"}, {"Київ", "Kyiv"}, {"Києві", "Kyiv"}, {"Киеве", "Kyiv"},
		{"Москва", "Moscow"}, {"Москве", "Moscow"}, {"Москві", "Moscow"}, {"Анкаре", "Ankara"}, {"Туреччина", "Turkey"},
		{"Турции", "Turkey"}, {"Україною", "Ukraine"}, {"Украины", "Ukraine"}, {"Россией", "Russia"}, {"Росії", "Russia"},
		{"США", "United States"}, {"Сполучених Штатів", "United States"}, {"Европе", "Europe"}, {"Європі", "Europe"},
		{"Соединённых Штатов", "United States"}, {"российскую", "Russian"}, {"українського", "Ukrainian"}, {"Німеччини", "Germany"},
		{"Moskova'da", "Moscow"}, {"Almanya'nın", "Germany"}, {"Beyaz Saray", "White House"}, {"Çin", "China"},
		{"Moskau", "Moscow"}, {"Vereinigten Staaten", "United States"}, {"russischen", "Russian"}, {"Türkei", "Turkey"}, {"Kiew", "Kyiv"},
		{"l'Ukraine", ""}, {"Londres", "London"}, {"États-Unis", "United States"}, {"d'Allemagne", "Germany"}, {"Moscou", "Moscow"},
		{"Estambul", "Istanbul"}, {"Estados Unidos", "United States"}, {"Turquía", "Turkey"}, {"rusa", "Russian"}, {"EE. UU.", "United States"},
		{"Путін", ""}, {"bridge", ""}, {"", ""}, {"'", ""},
	}
	for _, test := range tests {
		got := InEnglish(test.phrase)
		if test.want == "" && len(got) > 0 || test.want != "" && !slices.Contains(got, test.want) {
			t.Errorf("%q is %q in English, not %q", test.phrase, got, test.want)
		}
	}
}

// Each line of exonyms.txt has all columns and no empty spelling.
func TestExonyms(t *testing.T) {
	for line := range strings.Lines(exonyms) {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		columns := strings.Split(line, "|")
		if len(columns) != len(spoken) {
			t.Errorf("%d columns, not %d: %s", len(columns), len(spoken), line)
		}
		for phrase := range strings.SplitSeq(strings.Join(columns, ","), ",") {
			if strings.TrimSpace(phrase) == "" {
				t.Errorf("an empty spelling: %s", line)
			}
		}
	}
}

func FuzzTransliterate(f *testing.F) {
	for _, seed := range []string{"Зеленський", "Скоп'є", "щщщщщщщщщщ", "\xff", "l'", "ǅ", "Ⅻ", "\u0301"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := Transliterate(name)
		if len(got) > mostSpellings {
			t.Errorf("Transliterate(%q) gives %d spellings", name, len(got))
		}
		for _, s := range got {
			if s == "" || s != strings.ToLower(s) {
				t.Errorf("Transliterate(%q) gives %q", name, got)
			}
		}
	})
}
