// The interop peer on the Go SDK: the same four tools as every other peer.
// Usage: interop stdio | http PORT | sse PORT.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type echoArgs struct {
	Text string `json:"text"`
}
type slowArgs struct {
	Ms int `json:"ms"`
}
type askArgs struct {
	Kind string `json:"kind"`
}

func text(value string) *mcp.CallToolResult {
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: value}}}
}

func peer() *mcp.Server {
	server := mcp.NewServer(&mcp.Implementation{Name: "interop-go-sdk", Version: "1.8.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "echo", Description: "Interop tool echo"},
		func(_ context.Context, _ *mcp.CallToolRequest, args echoArgs) (*mcp.CallToolResult, any, error) {
			return text(args.Text), nil, nil
		})
	mcp.AddTool(server, &mcp.Tool{Name: "fail", Description: "Interop tool fail"},
		func(_ context.Context, _ *mcp.CallToolRequest, _ struct{}) (*mcp.CallToolResult, any, error) {
			return nil, nil, fmt.Errorf("failed on purpose")
		})
	mcp.AddTool(server, &mcp.Tool{Name: "slow", Description: "Interop tool slow"}, slow)
	mcp.AddTool(server, &mcp.Tool{Name: "ask_client", Description: "Interop tool ask_client"}, askClient)
	return server
}

func slow(ctx context.Context, req *mcp.CallToolRequest, args slowArgs) (*mcp.CallToolResult, any, error) {
	_ = req.Session.Log(ctx, &mcp.LoggingMessageParams{Level: "info", Data: "slow has begun"})
	for step := 1; step <= 3; step++ {
		time.Sleep(time.Duration(args.Ms) * time.Millisecond / 3)
		if token := req.Params.GetProgressToken(); token != nil {
			_ = req.Session.NotifyProgress(ctx,
				&mcp.ProgressNotificationParams{ProgressToken: token, Progress: float64(step), Total: 3})
		}
	}
	return text("done"), nil, nil
}

// From revision 2026-07-28 on a question is a result that asks for input; before, it is a request of the server's own.
func askClient(ctx context.Context, req *mcp.CallToolRequest, args askArgs) (*mcp.CallToolResult, any, error) {
	if len(req.Params.InputResponses) > 0 {
		answers, _ := json.Marshal(req.Params.InputResponses)
		return text("answered: " + string(answers)), nil, nil
	}
	elicitation := &mcp.ElicitParams{
		Message: "What is your name?",
		RequestedSchema: &jsonschema.Schema{
			Type:       "object",
			Properties: map[string]*jsonschema.Schema{"name": {Type: "string"}},
		},
	}
	sampling := &mcp.CreateMessageParams{
		MaxTokens: 16,
		Messages:  []*mcp.SamplingMessage{{Role: "user", Content: &mcp.TextContent{Text: "Say hello"}}},
	}
	if req.ProtocolVersion() >= "2026-07-28" {
		questions := mcp.InputRequestMap{"elicitation": elicitation, "sampling": sampling, "roots": &mcp.ListRootsParams{}}
		question, known := questions[args.Kind]
		if !known {
			return text("not offered: " + args.Kind), nil, nil
		}
		asked := mcp.InputRequestMap{"asked": question}
		return &mcp.CallToolResult{InputRequests: asked, RequestState: "state-1"}, nil, nil
	}
	var answer any
	var err error
	switch args.Kind {
	case "elicitation":
		answer, err = req.Session.Elicit(ctx, elicitation)
	case "sampling":
		answer, err = req.Session.CreateMessage(ctx, sampling)
	case "roots":
		answer, err = req.Session.ListRoots(ctx, nil)
	case "ping":
		answer, err = map[string]any{}, req.Session.Ping(ctx, nil)
	default:
		return text("not offered: " + args.Kind), nil, nil
	}
	if err != nil {
		return text("refused: " + err.Error()), nil, nil
	}
	encoded, _ := json.Marshal(answer)
	return text("answered: " + string(encoded)), nil, nil
}

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: interop stdio | http PORT | sse PORT")
	}
	if os.Args[1] == "stdio" {
		if err := peer().Run(context.Background(), &mcp.StdioTransport{}); err != nil {
			log.Fatal(err)
		}
		return
	}
	server := peer()
	get := func(*http.Request) *mcp.Server { return server }
	mux := http.NewServeMux()
	if os.Args[1] == "sse" {
		mux.Handle("/sse", mcp.NewSSEHandler(get, nil))
	} else {
		// With sessions the handler offers no revision from 2026-07-28 on; without, all of them.
		mux.Handle("/mcp", mcp.NewStreamableHTTPHandler(get, nil))
		mux.Handle("/stateless", mcp.NewStreamableHTTPHandler(get, &mcp.StreamableHTTPOptions{Stateless: true}))
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[2], mux))
}
