package discordtest

// What no client of Discord's sends, but a bot must live with: somebody who
// speaks to Discord without a client, or a component of an earlier version of
// the bot. Nothing is checked.

// ForgeCommand uses a command with data as given, whether it is registered and
// to be seen or not.
func (p *Person) ForgeCommand(in *Channel, data map[string]any) *Interaction {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.newInteraction(p, in, byCommand)
	i.command, _ = data["name"].(string)
	s.act(i, p, in, "forges /%s", i.command)
	s.send(i, data, nil)
	return i
}

// ForgePress presses a button of the custom_id, which the message does not have.
func (p *Person) ForgePress(on *Message, customID string) *Interaction {
	return p.forgeUse(on, Component{Type: Button, CustomID: customID}, nil)
}

// ForgeChoose picks values of a menu, which it does not have.
func (p *Person) ForgeChoose(on *Message, customID string, values ...string) *Interaction {
	return p.forgeUse(on, Component{Type: StringSelect, CustomID: customID}, values)
}

func (p *Person) forgeUse(on *Message, c Component, values []string) *Interaction {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.use(on.record, &c, "forges "+c.CustomID, values)
}

// ForgeSubmit sends a modal that was never opened, with one input.
func (p *Person) ForgeSubmit(on *Message, customID, text string) *Interaction {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.newInteraction(p, on.Channel, byModal)
	i.source = on.record
	s.act(i, p, on.Channel, "forges the modal %s", customID)
	input := map[string]any{"type": TextInput, "custom_id": "text", "value": text}
	row := map[string]any{"type": ActionRow, "components": []any{input}}
	s.send(i, map[string]any{"custom_id": customID, "components": []any{row}}, on.record)
	return i
}
