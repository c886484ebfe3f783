//! The interop peer on `rmcp` 0.8, which still has the SSE transport. Usage: `interop-peer stdio | http PORT | sse PORT`.

use std::{sync::Arc, time::Duration};

use rmcp::{
    ErrorData, RoleServer, ServerHandler, ServiceExt,
    model::*,
    service::{Peer, RequestContext},
    transport::{
        SseServer, stdio,
        streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService, session::local::LocalSessionManager},
    },
};
use serde_json::{Value, json};

#[derive(Clone)]
struct InteropPeer;

impl ServerHandler for InteropPeer {
    fn get_info(&self) -> ServerInfo {
        ServerInfo {
            capabilities: ServerCapabilities::builder().enable_tools().enable_logging().build(),
            ..Default::default()
        }
    }

    async fn set_level(&self, _: SetLevelRequestParam, _: RequestContext<RoleServer>) -> Result<(), ErrorData> {
        Ok(())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParam>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult { next_cursor: None, tools: vec![
            tool("echo", json!({"type":"object","properties":{"text":{"type":"string"}},"required":["text"]})),
            tool("slow", json!({"type":"object","properties":{"ms":{"type":"integer"}},"required":["ms"]})),
            tool("ask_client", json!({"type":"object","properties":{"kind":{"type":"string"}},"required":["kind"]})),
            tool("fail", json!({"type":"object","properties":{}})),
        ]})
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParam,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResult, ErrorData> {
        let arguments = Value::Object(request.arguments.clone().unwrap_or_default());
        match request.name.as_ref() {
            "echo" => Ok(text(arguments["text"].as_str().unwrap_or("").to_string())),
            "slow" => slow(arguments["ms"].as_u64().unwrap_or(0), &context).await,
            "ask_client" => Ok(text(ask_now(arguments["kind"].as_str().unwrap_or(""), &context.peer).await)),
            "fail" => Ok(CallToolResult::error(vec![Content::text("failed on purpose")])),
            other => Err(ErrorData::invalid_params(format!("no tool {other}"), None)),
        }
    }
}

fn tool(name: &'static str, schema: Value) -> Tool {
    let Value::Object(schema) = schema else { unreachable!() };
    Tool::new(name, format!("Interop tool {name}"), Arc::new(schema))
}

fn text(text: String) -> CallToolResult {
    CallToolResult::success(vec![Content::text(text)])
}

async fn slow(ms: u64, context: &RequestContext<RoleServer>) -> Result<CallToolResult, ErrorData> {
    let peer = &context.peer;
    let log = LoggingMessageNotificationParam { level: LoggingLevel::Info, logger: None, data: json!("slow has begun") };
    let _ = peer.notify_logging_message(log).await;
    for step in 1..=3 {
        tokio::time::sleep(Duration::from_millis(ms / 3)).await;
        if let Some(token) = context.meta.get_progress_token() {
            let progress = ProgressNotificationParam {
                progress_token: token,
                progress: f64::from(step),
                total: Some(3.0),
                message: None,
            };
            let _ = peer.notify_progress(progress).await;
        }
    }
    Ok(text("done".to_string()))
}

async fn ask_now(kind: &str, peer: &Peer<RoleServer>) -> String {
    let answer = match kind {
        "elicitation" => peer.create_elicitation(elicitation()).await.map(|r| json!(r)),
        "sampling" => peer.create_message(sampling()).await.map(|r| json!(r)),
        "roots" => peer.list_roots().await.map(|r| json!(r)),
        "ping" => peer.send_request(ServerRequest::PingRequest(PingRequest { method: Default::default(), extensions: Default::default() })).await.map(|_| json!({})),
        other => return format!("not offered: {other}"),
    };
    match answer {
        Ok(value) => format!("answered: {value}"),
        Err(error) => format!("refused: {error}"),
    }
}

fn elicitation() -> CreateElicitationRequestParam {
    let requested_schema = serde_json::from_value(json!({"type":"object","properties":{"name":{"type":"string"}}}))
        .expect("a schema that the type can hold");
    CreateElicitationRequestParam { message: "What is your name?".to_string(), requested_schema }
}

fn sampling() -> CreateMessageRequestParam {
    CreateMessageRequestParam {
        messages: vec![SamplingMessage { role: Role::User, content: Content::text("Say hello") }],
        max_tokens: 16,
        model_preferences: None,
        system_prompt: None,
        include_context: None,
        temperature: None,
        stop_sequences: None,
        metadata: None,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("stdio") => {
            InteropPeer.serve(stdio()).await?.waiting().await?;
        }
        Some("http") => {
            let service = StreamableHttpService::new(
                || Ok(InteropPeer),
                Arc::new(LocalSessionManager::default()),
                StreamableHttpServerConfig::default(),
            );
            let port: u16 = args.get(2).ok_or("no port")?.parse()?;
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
            axum::serve(listener, axum::Router::new().nest_service("/mcp", service)).await?;
        }
        Some("sse") => {
            let port: u16 = args.get(2).ok_or("no port")?.parse()?;
            let server = SseServer::serve(([127, 0, 0, 1], port).into()).await?;
            server.with_service(|| InteropPeer).cancelled().await;
        }
        _ => return Err("usage: interop-peer stdio | http PORT | sse PORT".into()),
    }
    Ok(())
}
