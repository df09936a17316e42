//! The MCP server of an API.
