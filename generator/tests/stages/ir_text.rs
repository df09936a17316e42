//! The intermediate representation of a crate as text for review, with a line for each decision.

use clientwright::ir::{
    Alternative, ArgumentKind, Constant, Content, Conversion, Crate, Definition, Docs, Encoding,
    ExamplePart, Field, Kind, MapKey, Operation, Parameter, ParameterShape, Presence, QuickStart,
    Security, Server, SharedType, Type,
};
use std::fmt::Write as _;

/// A whole crate.
pub(crate) fn krate(krate: &Crate) -> String {
    let Crate { package, api, quick_start, scopes, schemas, conversions } = krate;
    let mut text = format!("crate {} {} `{}`\n", package.name, package.version, package.lib_name);
    let _ = writeln!(text, "  {}", package.description);
    let _ = writeln!(text, "api {} {} at {:?}", api.title, api.version, api.base_url);
    docs(&mut text, "  ", &api.docs);
    if let Some(QuickStart { scope, function }) = quick_start {
        let _ = writeln!(text, "  quick start {scope}::{function}");
    }
    servers(&mut text, &api.servers);
    for region in &api.regions {
        let _ = writeln!(text, "  region {} {}", region.variant, region.url);
    }
    for scheme in &api.schemes {
        let _ = writeln!(
            text,
            "  scheme {}: {:?} ({:?})",
            scheme.choice.variant, scheme.location, scheme.id
        );
        docs(&mut text, "    ", &scheme.choice.docs);
    }
    for scope in scopes {
        let _ =
            writeln!(text, "\nscope {}: {}, feature {}", scope.module, scope.handle, scope.feature);
        docs(&mut text, "  ", &scope.docs);
        for one in &scope.operations {
            let _ = write!(text, "\n{}", operation(one));
        }
    }
    if !schemas.is_empty() {
        let _ = writeln!(text, "\nschemas");
    }
    for schema in schemas {
        definition(&mut text, schema);
    }
    for Conversion { source, target, parts } in conversions {
        let _ = writeln!(text, "  {source} -> {target}: {parts:?}");
    }
    text
}

/// An operation with its types.
pub(crate) fn operation(operation: &Operation) -> String {
    let mut text = format!("operation {}: {}", operation.function, operation.request);
    let deprecated = if operation.deprecated { " deprecated" } else { "" };
    let _ = writeln!(text, " ({:?}){deprecated}", operation.id);
    let _ = writeln!(text, "  {} {}", operation.method, operation.path);
    let _ = writeln!(text, "  summary {}", operation.summary);
    docs(&mut text, "  ", &operation.docs);
    for argument in &operation.arguments {
        let _ = write!(text, "  argument {}: ", argument.name);
        match &argument.kind {
            ArgumentKind::Parameter(parameter) => parameter_line(&mut text, parameter),
            ArgumentKind::Body(body) => {
                let optional = if body.optional { ", optional" } else { "" };
                let contents: Vec<String> = body
                    .contents
                    .iter()
                    .map(|(variant, content)| format!("{variant} {}", self::content(content)))
                    .collect();
                let _ = writeln!(text, "{} of {}{optional}", ty(&body.ty), contents.join(", "));
            }
        }
        docs(&mut text, "    ", &argument.docs);
    }
    for setter in &operation.setters {
        let deprecated = if setter.deprecated { "deprecated " } else { "" };
        let _ = write!(text, "  {deprecated}setter {}: ", setter.name);
        parameter_line(&mut text, &setter.parameter);
        docs(&mut text, "    ", &setter.docs);
    }
    if operation.security != Security::Usual {
        let _ = writeln!(text, "  authorised: {:?}", operation.security);
    }
    if let Some(url) = &operation.server {
        let _ = writeln!(text, "  served at {url}");
    }
    servers(&mut text, &operation.servers);
    let accept = operation.output.accept.as_ref().map(|accept| format!(", accepts {accept}"));
    let _ = writeln!(
        text,
        "  answers {} ({:?}){}",
        ty(&operation.output.ty),
        operation.output.format,
        accept.unwrap_or_default()
    );
    for one in &operation.output.media_types {
        let _ = writeln!(text, "  media type {}: {}", one.constant, content(&one.content));
    }
    for response in &operation.responses {
        let what = if response.is_success { "success" } else { "error" };
        let content = response.content.as_ref().map(content).unwrap_or_default();
        let _ = writeln!(text, "  {what} {}: {content}", response.status);
        docs(&mut text, "    ", &response.docs);
        for header in &response.headers {
            let _ = writeln!(text, "    header {}", header.name_docs);
            docs(&mut text, "      ", &header.docs);
        }
    }
    if let Some(paging) = &operation.paging {
        let _ = writeln!(text, "  paged: {paging:?}");
    }
    if let Some(action) = &operation.action {
        let _ = writeln!(text, "  action {} of {}", action.operation, action.resource);
    }
    for example in &operation.examples {
        let part = match example.part {
            ExamplePart::Request => "request",
            ExamplePart::Response => "response",
        };
        let _ =
            writeln!(text, "  example of the {part}, not documented: {:?}", example.undocumented);
    }
    for line in &operation.example_response {
        let _ = writeln!(text, "  > {line}");
    }
    match &operation.snippet_arguments {
        Some(samples) if samples.is_empty() => {}
        Some(samples) => {
            let _ = writeln!(text, "  samples {samples:?}");
        }
        None => text.push_str("  no samples\n"),
    }
    for one in &operation.definitions {
        match operation.shared_types.get(&one.name) {
            Some(SharedType { module, name }) => {
                let _ = writeln!(text, "  shared {} = {module}::{name}", one.name);
            }
            None => definition(&mut text, one),
        }
    }
    text
}

fn servers(text: &mut String, servers: &[Server]) {
    for server in servers {
        let _ = writeln!(text, "  server {} {}", server.name, server.url);
        docs(text, "    ", &server.docs);
        for variable in &server.variables {
            let values = variable.values.as_ref().map(|values| values.name.as_str());
            let _ =
                writeln!(text, "    variable {} as {} {values:?}", variable.name, variable.setter);
        }
    }
}

fn content(content: &Content) -> String {
    format!("{} as {} ({:?})", ty(&content.ty), content.media_type, content.format)
}

fn parameter_line(text: &mut String, parameter: &Parameter) {
    let shape = match &parameter.shape {
        ParameterShape::Scalar(one) => ty(one),
        ParameterShape::Array(item, style) => format!("[{}] {style}", ty(item)),
        ParameterShape::Object(one, style) => format!("{} {style}", ty(one)),
        ParameterShape::Json(one) => format!("{} as JSON", ty(one)),
    };
    let reserved = if parameter.reserved { ", reserved characters as they are" } else { "" };
    let _ =
        writeln!(text, "{shape} in {:?} {:?}{reserved}", parameter.location, parameter.wire_name);
}

fn definition(text: &mut String, definition: &Definition) {
    let Definition { name, docs: documentation, deprecated, derives, kind } = definition;
    for derived in derives {
        let _ = writeln!(text, "  derives {}", derived.as_str());
    }
    let deprecated = if *deprecated { "deprecated " } else { "" };
    match kind {
        Kind::Struct(object) => {
            let snake_case = if object.snake_case { ", snake_case" } else { "" };
            let setters = if object.setters { ", setters" } else { "" };
            let parts = match object.encoding {
                Encoding::Object => "",
                Encoding::Multipart => ", in parts",
            };
            let read_by = object.read_by.as_ref().map(|read_by| format!(", read by {read_by}"));
            let _ = writeln!(
                text,
                "  {deprecated}struct {name}{setters}{snake_case}{parts}{}",
                read_by.unwrap_or_default()
            );
            docs(text, "    ", documentation);
            for Constant { name, value, optional } in &object.constants {
                let optional = if *optional { ", optional in responses" } else { "" };
                let _ = writeln!(text, "    always {name:?}: {value}{optional}");
            }
            for one in &object.fields {
                field(text, one);
            }
            if let Some(extra) = &object.extra {
                let kind = if extra.is_documented { "others" } else { "undocumented" };
                let _ = writeln!(text, "    {kind}: {}", ty(&extra.ty));
            }
        }
        Kind::StringEnum(texts) => {
            let _ = writeln!(text, "  {deprecated}enum {name}");
            docs(text, "    ", documentation);
            for variant in &texts.variants {
                let _ = writeln!(text, "    {} {:?}", variant.name, variant.value);
                docs(text, "      ", &variant.docs);
            }
        }
        Kind::IntegerEnum(integers) => {
            let _ = writeln!(text, "  {deprecated}enum {name}, integers");
            docs(text, "    ", documentation);
            for variant in &integers.variants {
                let _ = writeln!(text, "    {} {}", variant.name, variant.value);
                docs(text, "      ", &variant.docs);
            }
        }
        Kind::ScalarEnum(scalars) => {
            let _ = writeln!(text, "  {deprecated}enum {name}, scalars");
            docs(text, "    ", documentation);
            for variant in &scalars.variants {
                let _ = writeln!(text, "    {} {}", variant.name, variant.value);
                docs(text, "      ", &variant.docs);
            }
        }
        Kind::Union(union) => {
            let tag = union.tag.as_ref().map(|tag| format!(" by {tag:?}")).unwrap_or_default();
            let _ = writeln!(text, "  {deprecated}union {name}{tag}");
            docs(text, "    ", documentation);
            for alternative in &union.alternatives {
                let tags: String =
                    alternative.tags.iter().map(|value| format!(" {value}")).collect();
                let tags = match alternative {
                    Alternative { other: true, .. } => " other".to_owned(),
                    Alternative { combined: true, .. } => " combined".to_owned(),
                    Alternative { optional_tag: true, .. } => format!(" optional{tags}"),
                    _ => tags,
                };
                let _ = writeln!(
                    text,
                    "    {}{tags}: {}{}",
                    alternative.name,
                    if alternative.converts { "from " } else { "" },
                    ty(&alternative.ty)
                );
                docs(text, "      ", &alternative.docs);
            }
        }
        Kind::Choice(alternatives) => {
            let _ = writeln!(text, "  {deprecated}choice {name}");
            docs(text, "    ", documentation);
            for alternative in alternatives {
                let from = if alternative.converts { "from " } else { "" };
                let _ = writeln!(text, "    {}: {from}{}", alternative.name, ty(&alternative.ty));
                docs(text, "      ", &alternative.docs);
            }
        }
        Kind::Alias(target) => {
            let _ = writeln!(text, "  {deprecated}type {name} = {}", ty(target));
            docs(text, "    ", documentation);
        }
    }
}

fn field(text: &mut String, field: &Field) {
    let name = &field.name;
    let deprecated = if field.deprecated { "deprecated " } else { "" };
    let wire_name = field.wire_name.as_ref().map(|name| format!(" {name:?}")).unwrap_or_default();
    let into = if field.converts { "into " } else { "" };
    let ty = ty(&field.ty);
    let presence = match field.presence {
        Presence::Required => "!",
        Presence::RequiredNullable => "! or null",
        Presence::RequiredInRequests => "! in requests",
        Presence::Optional => "",
        Presence::Nullable => " or null",
    };
    let constant =
        field.constant.as_ref().map(|value| format!(", new sets {value}")).unwrap_or_default();
    let media_type = field.media_type.as_ref().map(|one| format!(" as {one}")).unwrap_or_default();
    let style = field.style.map(|style| format!(" in style {style}")).unwrap_or_default();
    let secret = if field.is_secret { " secret" } else { "" };
    let _ = writeln!(
        text,
        "    {deprecated}{name}{wire_name}: {into}{ty}{presence}{constant}{media_type}{style}{secret}"
    );
    docs(text, "      ", &field.docs);
}

fn docs(text: &mut String, indent: &str, docs: &Docs) {
    for line in &docs.0 {
        let _ = writeln!(text, "{}", format!("{indent}| {line}").trim_end());
    }
}

fn ty(ty: &Type) -> String {
    match ty {
        Type::Local(name) => name.clone(),
        Type::Schema(name) => format!("schemas::{name}"),
        Type::List(item) => format!("[{}]", self::ty(item)),
        Type::Tuple(items) => {
            format!("({})", items.iter().map(self::ty).collect::<Vec<_>>().join(", "))
        }
        Type::Map(MapKey::String, value) => format!("{{String: {}}}", self::ty(value)),
        Type::Map(MapKey::U32, value) => format!("{{u32: {}}}", self::ty(value)),
        Type::Optional(inner) => format!("{}?", self::ty(inner)),
        Type::Boxed(inner) => format!("Box {}", self::ty(inner)),
        other => format!("{other:?}"),
    }
}
