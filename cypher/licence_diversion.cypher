// /// query
// id = "licence_diversion"
// version = "1.0.0"
// title = "Shipped to another than the licence names"
// question = "Which shipments cite a licence but go to a consignee, an end user or a country that the licence does not name?"
// typology = "licence_diversion"
// maturity = "stable"
// severity = "high"
// caveats = [
//   "The licence may have been amended to add a consignee or end user, and the amendment is not in the records.",
//   "The consignee on the declaration may be a branch, warehouse or new name of the party on the licence; pairs that are possibly the same are already spared.",
//   "A declaration may cite a wrong licence number.",
//   "A global or general licence names no single consignee; where the licence names nobody in a role, that role is not compared.",
// ]
// params.roles = { type = "texts", default = ["consignee", "end_user"], help = "Roles compared between shipment and licence." }
// params.include_hubs = { type = "bool", default = false, help = "Also count consignees known as forwarders, agents or banks, who stand in for the real one." }
// returns = ["licence", "licence_id", "shipment_id", "shipped_on", "differs", "went_to", "destination", "licensed_country"]
// identity = ["licence", "shipment_id"]
// path = ["p", "other", "licensed"]
// anchor = { label = "Licence", column = "licence" }
// hubs = "A consignee known as forwarder, agent or bank is not taken for a diversion unless include_hubs is set: bills of lading are often made out to them."
// references = "ours"
// ///
MATCH p = (shipment:Shipment)-[:UNDER_LICENCE]->(licence:Licence)
WHERE licence.status IN ['granted', 'expired', 'revoked', 'suspended']
  AND shipment.date <= $as_of
  AND NOT toLower(coalesce(shipment.status, '')) IN ['cancelled', 'canceled', 'withdrawn', 'void']
OPTIONAL MATCH other = (shipment)<-[acted:PARTY_TO]-(party:Party)
  WHERE acted.role IN $roles
    AND (party.intermediary IS NULL OR $include_hubs)
    AND EXISTS { MATCH (licence)<-[named:PARTY_TO]-(:Party) WHERE named.role = acted.role }
    AND NOT EXISTS { MATCH (licence)<-[:PARTY_TO]-(party) }
    AND NOT EXISTS { MATCH (licence)<-[:PARTY_TO]-(:Party)-[:POSSIBLY_SAME_AS|ALIAS_OF]-(party) }
WITH p, shipment, licence, other, party, acted
ORDER BY acted.role, party.name, party.id
WITH p, shipment, licence, collect(other) AS other, collect(DISTINCT acted.role) AS differing,
     collect(DISTINCT party.name) AS went_to,
     CASE WHEN shipment.destination <> licence.country AND NOT EXISTS {
            MATCH (licence)<-[named:PARTY_TO]-(known:Party)
            WHERE named.role IN ['consignee', 'end_user', 'intermediary'] AND known.country = shipment.destination
          } THEN ['country'] ELSE [] END AS country
WITH p, shipment, licence, other, went_to, differing + country AS differs
WHERE size(differs) > 0
OPTIONAL MATCH licensed = (licence)<-[named_as:PARTY_TO]-(named:Party) WHERE named_as.role IN $roles
WITH p, shipment, licence, other, went_to, differs, collect(licensed) AS licensed
RETURN licence.id AS licence, licence.licence_id AS licence_id, shipment.id AS shipment_id, shipment.date AS shipped_on,
       differs, went_to, shipment.destination AS destination, licence.country AS licensed_country, p, other, licensed
ORDER BY shipped_on DESC, licence, shipment_id
