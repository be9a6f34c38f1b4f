package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// codeTooManyCommands is that of more commands than an application may have.
const codeTooManyCommands = 30032

// explain says why Discord does not take commands, and what to do.
func explain(err error, guild string, want []definition) string {
	at, what := formFault(err)
	switch status := statusOf(err); {
	case limitOf(err) > 0:
		return "Discord limits how often commands may be written; nothing has to be done"
	case status == http.StatusForbidden && guild != "":
		return "the bot is not in that server; invite it, or take the server out of the configuration"
	case codeOf(err) == codeTooManyCommands || strings.Contains(what, "TOO_MANY"):
		return fmt.Sprintf("Discord takes 100 commands and there are %d: take some out of commands.toml, then reload", len(want))
	case at != nil:
		return fmt.Sprintf("Discord refuses %s: change it in commands.toml, then reload", refusedAt(at, what, want))
	case status != 0:
		return fmt.Sprintf("Discord answers with the status %d; nothing has to be done unless it stays so, and the log has more", status)
	}
	return "Discord cannot be reached: check the network of the bot; the log has more"
}

// formFault is where the first mistake is that Discord finds in what was sent, and
// which; nil where it names none.
func formFault(err error) (at []string, what string) {
	var re *discordgo.RESTError
	if !errors.As(err, &re) {
		return nil, ""
	}
	var body struct {
		Errors json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(re.ResponseBody, &body) != nil {
		return nil, ""
	}
	return firstFault(body.Errors, []string{})
}

// firstFault goes down to the first "_errors" of a tree.
func firstFault(tree json.RawMessage, at []string) ([]string, string) {
	var node map[string]json.RawMessage
	if json.Unmarshal(tree, &node) != nil {
		return nil, ""
	}
	var faults []struct{ Code, Message string }
	if json.Unmarshal(node["_errors"], &faults) == nil && len(faults) > 0 {
		return at, faults[0].Code + ": " + faults[0].Message
	}
	for _, key := range slices.Sorted(maps.Keys(node)) {
		if at, what := firstFault(node[key], append(slices.Clone(at), key)); at != nil {
			return at, what
		}
	}
	return nil, ""
}

// refusedAt names a mistake by the command that it is in.
func refusedAt(at []string, what string, want []definition) string {
	_, message, _ := strings.Cut(what, ": ")
	if len(at) == 0 {
		return message
	}
	n, err := strconv.Atoi(at[0])
	if err != nil || n < 0 || n >= len(want) {
		return strings.Join(at, ".") + " (" + message + ")"
	}
	return fmt.Sprintf("/%s (%s: %s)", want[n].Name, strings.Join(at[1:], "."), strings.TrimSuffix(message, "."))
}
