// Package langchaingo asks language models and embedders over the network, by
// langchaingo: OpenAI and every server that speaks as OpenAI's does, Anthropic
// and Ollama.
//
// A request takes this way:
//
//  1. A Model or an Embedder asks its breaker whether there is any sense in
//     asking now (breaker.go), and begins an exchange: what happens on the wire
//     is written down there (exchange.go).
//  2. langchaingo forms the request (openai.go, anthropic.go, ollama.go).
//  3. The wire adds the key, leaves out what this server does not know, asks
//     again where that helps, and makes errors of what is no answer (wire.go,
//     retry.go, amend.go, fault.go).
//  4. The answer is read as the provider's dialect has it, written into the
//     exchange, and handed to langchaingo in a form in which it reads it rightly
//     (stream.go, order.go).
//  5. The exchange judges whether the text is whole.
//
// Much of this is there because the library trusts servers more than they
// deserve, and would surprise its callers. It calls a stream a success that
// breaks off, that carries an error or that holds lines it cannot read; gives up
// at lines of 64 KiB; forgets Retry-After, deadlines and the causes of errors;
// takes addresses, models and keys from the environment where they are left
// empty; writes events it does not know to the standard log; takes the vectors
// in the order in which they come, whatever number they bear; and changes the
// texts it is given to embed. What langchaingo says of success is therefore not
// asked: the exchange knows.
package langchaingo
