//! The interop peer on `rmcp`: the same four tools as every other peer. Usage: `interop-peer stdio | http PORT`.
#![allow(deprecated)] // sampling, roots and logging are what is asked about

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use rmcp::{
    ErrorData, RoleServer, ServerHandler, ServiceExt,
    model::*,
    service::{Peer, RequestContext},
    transport::{
        stdio,
        streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService, session::local::LocalSessionManager},
    },
};
use serde_json::{Value, json};

#[derive(Clone)]
struct InteropPeer;

impl ServerHandler for InteropPeer {
    fn get_info(&self) -> ServerConfig {
        let mut info = ServerConfig::new(ServerCapabilities::builder().enable_tools().enable_logging().build());
        info.server_info = Implementation::new("interop-rust-rmcp", "3.11.0");
        info
    }

    async fn set_level(&self, _: SetLevelRequestParams, _: RequestContext<RoleServer>) -> Result<(), ErrorData> {
        Ok(())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(vec![
            tool("echo", json!({"type":"object","properties":{"text":{"type":"string"}},"required":["text"]})),
            tool("slow", json!({"type":"object","properties":{"ms":{"type":"integer"}},"required":["ms"]})),
            tool("ask_client", json!({"type":"object","properties":{"kind":{"type":"string"}},"required":["kind"]})),
            tool("fail", json!({"type":"object","properties":{}})),
        ]))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let arguments = Value::Object(request.arguments.clone().unwrap_or_default());
        match request.name.as_ref() {
            "echo" => Ok(text(arguments["text"].as_str().unwrap_or("").to_string())),
            "slow" => slow(arguments["ms"].as_u64().unwrap_or(0), &context).await,
            "ask_client" => ask_client(arguments["kind"].as_str().unwrap_or(""), &request, &context).await,
            "fail" => Ok(CallToolResult::error(vec![ContentBlock::text("failed on purpose")]).into()),
            other => Err(ErrorData::invalid_params(format!("no tool {other}"), None)),
        }
    }
}

fn tool(name: &'static str, schema: Value) -> Tool {
    let Value::Object(schema) = schema else { unreachable!() };
    Tool::new(name, format!("Interop tool {name}"), Arc::new(schema))
}

fn text(text: String) -> CallToolResponse {
    CallToolResult::success(vec![ContentBlock::text(text)]).into()
}

async fn slow(ms: u64, context: &RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
    let peer = &context.peer;
    let log = LoggingMessageNotificationParam::new(LoggingLevel::Info, json!("slow has begun"));
    let _ = peer.notify_logging_message(log).await;
    for step in 1..=3 {
        tokio::time::sleep(Duration::from_millis(ms / 3)).await;
        if let Some(token) = context.meta.get_progress_token() {
            let _ = peer.notify_progress(ProgressNotificationParam::new(token, step as f64).with_total(3.0)).await;
        }
    }
    Ok(text("done".to_string()))
}

async fn ask_client(
    kind: &str,
    request: &CallToolRequestParams,
    context: &RequestContext<RoleServer>,
) -> Result<CallToolResponse, ErrorData> {
    if let Some(answers) = &request.input_responses {
        return Ok(text(format!("answered: {}", serde_json::to_string(answers).unwrap_or_default())));
    }
    let modern = context.protocol_version().is_some_and(|v| v >= ProtocolVersion::V_2026_07_28);
    if modern {
        let asked = match kind {
            "elicitation" => InputRequest::Elicitation(ElicitRequest::new(elicitation())),
            "sampling" => InputRequest::CreateMessage(CreateMessageRequest::new(sampling())),
            "roots" => InputRequest::ListRoots(ListRootsRequest::default()),
            other => return Ok(text(format!("not offered: {other} in this era"))),
        };
        let mut requests = InputRequests::new();
        requests.insert("asked".to_string(), asked);
        return Ok(InputRequiredResult::new(Some(requests), Some("state-1".into())).into());
    }
    Ok(text(ask_now(kind, &context.peer).await))
}

async fn ask_now(kind: &str, peer: &Peer<RoleServer>) -> String {
    let answer = match kind {
        "elicitation" => peer.create_elicitation(elicitation()).await.map(|r| json!(r)),
        "sampling" => peer.create_message(sampling()).await.map(|r| json!(r)),
        "roots" => peer.list_roots().await.map(|r| json!(r)),
        "ping" => peer.send_request(ServerRequest::PingRequest(PingRequest::default())).await.map(|_| json!({})),
        other => return format!("not offered: {other}"),
    };
    match answer {
        Ok(value) => format!("answered: {value}"),
        Err(error) => format!("refused: {error}"),
    }
}

fn elicitation() -> ElicitRequestParams {
    ElicitRequestParams::FormElicitationParams {
        meta: None,
        message: "What is your name?".to_string(),
        requested_schema: ElicitationSchema::new(BTreeMap::new()),
    }
}

fn sampling() -> CreateMessageRequestParams {
    CreateMessageRequestParams::new(vec![SamplingMessage::user_text("Say hello")], 16)
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
        _ => return Err("usage: interop-peer stdio | http PORT".into()),
    }
    Ok(())
}
