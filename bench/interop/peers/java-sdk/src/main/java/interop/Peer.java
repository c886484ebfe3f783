package interop;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.catalina.startup.Tomcat;

/** The interop peer on the Java SDK: the same four tools as every other peer. Usage: Peer stdio | http PORT | sse PORT. */
public final class Peer {
  public static void main(String[] args) throws Exception {
    var json = McpJsonDefaults.getMapper();
    switch (args[0]) {
      case "stdio" -> tools(McpServer.sync(new StdioServerTransportProvider(json))).build();
      case "http" -> {
        var transport = HttpServletStreamableServerTransportProvider.builder().jsonMapper(json).mcpEndpoint("/mcp").build();
        tools(McpServer.sync(transport)).build();
        serve(transport, Integer.parseInt(args[1]));
      }
      case "sse" -> {
        var transport = HttpServletSseServerTransportProvider.builder()
            .jsonMapper(json).baseUrl("").sseEndpoint("/sse").messageEndpoint("/messages").build();
        tools(McpServer.sync(transport)).build();
        serve(transport, Integer.parseInt(args[1]));
      }
      default -> throw new IllegalArgumentException("usage: Peer stdio | http PORT | sse PORT");
    }
  }

  private static <S extends McpServer.SyncSpecification<S>> McpServer.SyncSpecification<S> tools(
      McpServer.SyncSpecification<S> server) {
    return server
        .serverInfo("interop-java-sdk", "2.1.0")
        .requestTimeout(Duration.ofSeconds(10))
        .capabilities(ServerCapabilities.builder().tools(false).logging().build())
        .toolCall(tool("echo", Map.of("text", "string")), text((exchange, call) -> (String) call.arguments().get("text")))
        .toolCall(tool("slow", Map.of("ms", "integer")), text(Peer::slow))
        .toolCall(tool("ask_client", Map.of("kind", "string")), text(Peer::askClient))
        .toolCall(tool("fail", Map.of()), (exchange, call) ->
            CallToolResult.builder().addTextContent("failed on purpose").isError(true).build());
  }

  private static Tool tool(String name, Map<String, String> arguments) {
    var properties = new java.util.HashMap<String, Object>();
    arguments.forEach((key, type) -> properties.put(key, Map.of("type", type)));
    Map<String, Object> schema =
        Map.of("type", "object", "properties", properties, "required", List.copyOf(arguments.keySet()));
    return Tool.builder(name, schema).description("Interop tool " + name).build();
  }

  private static BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> text(
      BiFunction<McpSyncServerExchange, CallToolRequest, String> tool) {
    return (exchange, call) -> CallToolResult.builder().addTextContent(tool.apply(exchange, call)).build();
  }

  private static String slow(McpSyncServerExchange exchange, CallToolRequest call) {
    exchange.loggingNotification(LoggingMessageNotification.builder(LoggingLevel.INFO, "slow has begun").build());
    long ms = ((Number) call.arguments().get("ms")).longValue();
    for (int step = 1; step <= 3; step++) {
      try {
        Thread.sleep(ms / 3);
      } catch (InterruptedException interrupted) {
        return "interrupted";
      }
      if (call.progressToken() != null)
        exchange.progressNotification(new ProgressNotification(call.progressToken(), step, 3.0, null));
    }
    return "done";
  }

  private static String askClient(McpSyncServerExchange exchange, CallToolRequest call) {
    var kind = (String) call.arguments().get("kind");
    try {
      Object answer = switch (kind) {
        case "ping" -> exchange.ping();
        case "roots" -> exchange.listRoots();
        case "sampling" -> exchange.createMessage(CreateMessageRequest.builder(
            List.of(new SamplingMessage(Role.USER, new TextContent("Say hello"))), 16).build());
        case "elicitation" -> exchange.createElicitation(ElicitRequest.builder("What is your name?",
            Map.of("type", "object", "properties", Map.of("name", Map.of("type", "string")))).build());
        default -> null;
      };
      return answer == null ? "not offered: " + kind : "answered: " + answer;
    } catch (RuntimeException error) {
      return "refused: " + error.getMessage();
    }
  }

  private static void serve(HttpServlet servlet, int port) throws Exception {
    var tomcat = new Tomcat();
    var base = new File(System.getProperty("java.io.tmpdir"));
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    var context = tomcat.addContext("", base.getAbsolutePath());
    var wrapper = Tomcat.addServlet(context, "mcp", servlet);
    wrapper.setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "mcp");
    tomcat.start();
    tomcat.getServer().await();
  }

  private Peer() {}
}
