//! Base URLs: with the variables of a server, with versions, and where the document has none.

use crate::suite::*;

fn not_versioned() -> Result<server_versions_not_versioned::server::Server, runtime::Error> {
    Ok(server_versions_not_versioned::Client::builder().base_url(BASE_URL).build()?.server())
}

fn of_2022() -> Result<server_versions_versioned_2022_12_01_preview::server::Server, runtime::Error>
{
    use server_versions_versioned_2022_12_01_preview::Client;
    Ok(Client::builder().base_url(BASE_URL).build()?.server())
}

fn multiple() -> Result<server_path_multiple_v1_0::operations::Operations, runtime::Error> {
    let url = format!("{BASE_URL}/server/path/multiple/v1.0");
    Ok(server_path_multiple_v1_0::Client::builder().base_url(url).build()?.operations())
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Server_Endpoint_NotDefined_valid", async {
            let client =
                server_endpoint_not_defined::Client::builder().base_url(BASE_URL).build()?;
            status(client.server().valid().send().await?.status(), 200)
        }),
        caller("Server_Path_Single_myOp", async {
            let client = server_path_single::Client::builder().base_url(BASE_URL).build()?;
            status(client.server().my_op().send().await?.status(), 200)
        }),
        caller("Server_Path_Multiple_noOperationParams", async {
            no_content(multiple()?.no_operation_params().send().await?)
        }),
        caller("Server_Path_Multiple_withOperationPathParam", async {
            no_content(multiple()?.with_operation_path_param("test").send().await?)
        }),
        caller("Server_Versions_NotVersioned_withoutApiVersion", async {
            status(not_versioned()?.without_api_version().send().await?.status(), 200)
        }),
        caller("Server_Versions_NotVersioned_withPathApiVersion", async {
            status(not_versioned()?.with_path_api_version("v1.0").send().await?.status(), 200)
        }),
        caller("Server_Versions_NotVersioned_withQueryApiVersion", async {
            status(not_versioned()?.with_query_api_version("v1.0").send().await?.status(), 200)
        }),
        caller("Server_Versions_Versioned_withoutApiVersion", async {
            status(of_2022()?.without_api_version().send().await?.status(), 200)
        }),
        caller("Server_Versions_Versioned_withPathApiVersion", async {
            let request = of_2022()?.with_path_api_version("2022-12-01-preview");
            status(request.send().await?.status(), 200)
        }),
        caller("Server_Versions_Versioned_withQueryApiVersion", async {
            let request = of_2022()?.with_query_api_version("2022-12-01-preview");
            status(request.send().await?.status(), 200)
        }),
        caller("Server_Versions_Versioned_withQueryOldApiVersion", async {
            use server_versions_versioned_2021_01_01_preview::Client;
            let client = Client::builder().base_url(BASE_URL).build()?;
            let request = client.server().with_query_old_api_version("2021-01-01-preview");
            status(request.send().await?.status(), 200)
        }),
    ]
}
