//! The listings, batch actions and updates of the whole Meraki API, if the corpus is present.

use crate::corpus::{corrected, document, normalised};
use crate::fixtures;
use clientwright::ir::{Kind, Operation, PageItems, Presence};
use clientwright::source::Source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The operations of the corrected document, and the warnings of lowering.
fn lowered() -> Option<(Vec<Operation>, Vec<String>)> {
    lower(&corrected()?)
}

/// The operations of documents, and the warnings of lowering.
fn lower(sources: &[Source]) -> Option<(Vec<Operation>, Vec<String>)> {
    let (document, mut diagnostics) = normalised(sources);
    let profile = fixtures::dashboard().profile;
    let krate = clientwright::lower::lower(&document?, &profile, &mut diagnostics);
    let warnings = diagnostics.into_vec();
    let warnings = warnings.iter().map(|found| found.to_text(sources)).collect();
    Some((krate.scopes.into_iter().flat_map(|scope| scope.operations).collect(), warnings))
}

#[test]
fn every_listing_is_paginated() {
    let Some((operations, warnings)) = lowered() else { return };
    let mut properties: BTreeMap<&str, usize> = BTreeMap::new();
    let mut backwards = Vec::new();
    let mut endless = Vec::new();
    for operation in &operations {
        let Some(paging) = &operation.paging else { continue };
        let property = match &paging.items {
            PageItems::List => "",
            PageItems::Member(member) | PageItems::Schema(_, member) => member.property.as_str(),
        };
        *properties.entry(property).or_default() += 1;
        if paging.backwards {
            backwards.push(operation.id.as_str());
        }
        if paging.endless.is_some() {
            endless.push(operation.id.as_str());
        }
    }
    println!("listings by the property that contains their items: {properties:?}");
    assert_eq!(properties, BTreeMap::from([("", 62), ("events", 1), ("records", 1)]));
    assert_eq!(backwards, ["getNetworkEvents", "getOrganizationConfigurationChanges"]);
    assert_eq!(endless, ["getNetworkEvents"]);
    let left_out = warnings.iter().find(|warning| warning.contains("not read page by page"));
    assert_eq!(left_out, None);
}

#[test]
fn every_batch_action_belongs_to_an_operation() {
    let Some((operations, warnings)) = lowered() else { return };
    let actions: BTreeMap<&str, (&str, &str)> = operations
        .iter()
        .filter_map(|operation| {
            let action = operation.action.as_ref()?;
            Some((operation.id.as_str(), (action.resource.as_str(), action.operation.as_str())))
        })
        .collect();
    println!("{} operations are actions", actions.len());
    assert_eq!(actions.len(), 193);
    for (id, resource, operation) in [
        ("updateDevice", "/devices/{serial}", "update"),
        ("deleteNetwork", "/networks/{networkId}", "destroy"),
        ("bindNetwork", "/networks/{networkId}", "bind"),
        ("provisionNetworkClients", "/networks/{networkId}/clients", "provision"),
        // Derived from the summaries.
        ("claimNetworkDevices", "/networks/{networkId}/devices/claim", "claim"),
        (
            "updateNetworkSwitchSettings",
            "/networks/{networkId}/switch/settings",
            "settings/actions/update",
        ),
    ] {
        assert_eq!(actions.get(id), Some(&(resource, operation)), "{id}");
    }
    let left_out: Vec<_> = warnings.iter().filter(|warning| warning.contains("action")).collect();
    assert_eq!(left_out, Vec::<&String>::new());
}

/// The texts of newer releases describe actions in more sentences than their operations.
#[test]
fn batch_actions_of_a_newer_release_belong_to_operations() {
    let files = ["v1.75.1-reconstructed.json", "batchable-actions-1.73.json"].map(document);
    let [Some(api), Some(actions)] = files else { return };
    let [mut api, actions] =
        [api, actions].map(|file| -> Value { serde_json::from_str(file.text()).unwrap() });
    let listed = actions.as_array().unwrap().len();
    api["x-batchable-actions"] = actions;
    let (operations, warnings) = lower(&[Source::new("v1.75.1.json", api.to_string())]).unwrap();
    let matched = operations.iter().filter(|operation| operation.action.is_some()).count();
    let left_out: Vec<_> = warnings.iter().filter(|warning| warning.contains("action")).collect();
    assert_eq!((matched, listed, left_out), (334, 334, Vec::new()));
}

/// The descriptions of release 1.42.0 say which properties of requests `null` clears.
#[test]
fn properties_that_null_clears_are_clearable() {
    let Some(published) = document("spec3-v1.42.0.json") else { return };
    let published: Value = serde_json::from_str(published.text()).unwrap();
    let mut described = BTreeMap::new();
    for item in published["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            count_mentions_of_null(&operation["requestBody"], &mut described);
        }
    }
    let Some((operations, _)) = lowered() else { return };
    let mut clearable = BTreeSet::new();
    for definition in operations.iter().flat_map(|operation| &operation.definitions) {
        let Kind::Struct(object) = &definition.kind else { continue };
        let fields = object.fields.iter().filter(|_| object.setters);
        let nullable = fields.filter(|field| field.presence == Presence::Nullable);
        clearable.extend(nullable.map(|field| field.name.replace('_', "")));
    }
    let left_out: Vec<&String> =
        described.keys().filter(|name| !clearable.contains(&name.to_lowercase())).collect();
    assert_eq!((described.values().sum::<usize>(), left_out), (76, Vec::new()));
}

/// Counts the properties whose descriptions mention `null`, by name.
fn count_mentions_of_null(value: &Value, found: &mut BTreeMap<String, usize>) {
    let Some(members) = value.as_object() else { return };
    for (name, property) in
        members.get("properties").and_then(Value::as_object).into_iter().flatten()
    {
        let description = property["description"].as_str().unwrap_or_default();
        if description.contains("null") || description.contains("Null") {
            *found.entry(name.clone()).or_default() += 1;
        }
    }
    members.values().for_each(|member| count_mentions_of_null(member, found));
}

#[test]
fn bodies_of_updates_are_built_from_responses() {
    let Some((operations, _)) = lowered() else { return };
    let reader = |operation: &Operation| {
        operation.definitions.iter().find_map(|definition| match &definition.kind {
            Kind::Struct(object) => object.read_by.clone(),
            Kind::StringEnum(_)
            | Kind::IntegerEnum(_)
            | Kind::ScalarEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_)
            | Kind::Alias(_) => None,
        })
    };
    let updates = operations.iter().filter(|operation| operation.method == "PUT");
    let (with, without): (Vec<_>, Vec<_>) = updates.partition(|update| reader(update).is_some());
    let without: Vec<_> = without.iter().map(|update| update.id.as_str()).collect();
    println!("{} bodies can be built from a response, others not: {without:?}", with.len());
    assert_eq!((with.len(), without.len()), (138, 10));
    let update = operations.iter().find(|operation| operation.id == "updateNetwork").unwrap();
    assert_eq!(reader(update).as_deref(), Some("get_network"));
}
