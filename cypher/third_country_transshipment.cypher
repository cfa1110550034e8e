// /// query
// id = "third_country_transshipment"
// version = "1.0.0"
// title = "Controlled goods re-exported through a third country"
// question = "Which consignees re-exported controlled or high-priority goods to a destination of concern soon after importing them?"
// typology = "third_country_transshipment"
// maturity = "stable"
// severity = "high"
// caveats = [
//   "A distributor with steady business in the region imports and exports the same heading without one being the other.",
//   "The re-export may be licensed by an authority whose register is not in the records; a cited licence in force for that destination is already spared.",
//   "Six digits of the Harmonised System hold many different goods; where both declarations give a part number and these differ, it is not a hit.",
//   "Goods returned for repair or after an exhibition travel the same way.",
// ]
// params.window_days = { type = "int", default = 180, min = 1, max = 1095, unit = "days", help = "Longest gap between import and re-export. 180: our judgement: what lies longer looks like stock." }
// params.destinations = { type = "countries", default = ["RU", "BY", "IR", "KP", "SY", "CU"], help = "Destinations of concern. The default: where the high-priority list applies (RU, BY) and the embargoed countries of 15 CFR 746." }
// params.least_share = { type = "float", default = 0.5, min = 0.0, max = 1.0, help = "Least part of what came in that must have gone out, same unit. 0.5: below it, the rest may be the real business." }
// params.most_share = { type = "float", default = 1.1, min = 1.0, max = 10.0, help = "Greatest part; above it, the goods must have come from elsewhere too." }
// params.uncontrolled = { type = "texts", default = ["EAR99", "NLR", "NONE", "N/A", "NO", "-"], help = "What a control code says when the goods are not controlled." }
// params.high_priority = { type = "texts", default = ["854231", "854232", "854233", "854239", "851762", "852691", "853221", "853224", "854800", "847150", "850440", "851769", "852589", "852910", "852990", "853669", "853690", "854110", "854121", "854129", "854130", "854149", "854151", "854159", "854160", "848210", "848220", "848230", "848250", "880730", "901310", "901380", "901420", "901480", "847180", "848610", "848620", "848640", "853400", "854320", "902750", "903020", "903032", "903039", "903082", "845710", "845811", "845891", "845961", "846693"], help = "HS headings that count as of concern without a control code: the fifty of the Common High Priority List." }
// params.include_hubs = { type = "bool", default = false, help = "Also parties known as forwarders, agents or banks, through whom everyone's goods pass." }
// params.shown = { type = "int", default = 20, min = 1, max = 500, unit = "pairs", help = "Most pairs of import and re-export told in one finding." }
// returns = ["intermediary_id", "intermediary", "hs6", "origin", "via", "destination", "pairs", "gap_days", "share", "compared", "first_on", "last_on"]
// identity = ["intermediary_id", "hs6", "destination"]
// path = ["supply", "p", "delivery"]
// anchor = { label = "Party", column = "intermediary_id" }
// hubs = "Known forwarders, agents and banks are left out unless include_hubs is set: what enters and leaves in their name belongs to their clients."
// references = [
//   { title = "Tri-Seal Compliance Note: Cracking Down on the Use of Third-Party Intermediaries or Transshipment Points (summary)", url = "https://sanctionsnews.bakermckenzie.com/bis-doj-and-ofac-publish-compliance-note-warning-public-of-russian-evasions-of-export-controls-and-sanctions/", section = "common red flags, 2 March 2023" },
//   { title = "BIS, Guidance to Industry on BIS Actions Identifying Transaction Parties of Diversion Risk", url = "https://www.bis.gov/press-release/bis-issues-guidance-addressing-export-diversion-risks", section = "10 July 2024: Common High Priority List items" },
// ]
// ///
MATCH (outward:Shipment)
WHERE outward.destination IN $destinations AND outward.date <= $as_of
  AND NOT coalesce(outward.departure, '') IN $destinations
  AND NOT toLower(coalesce(outward.status, '')) IN ['cancelled', 'canceled', 'withdrawn', 'void']
MATCH p = (outward)<-[sold:PARTY_TO]-(middle:Party)-[bought:PARTY_TO]->(inward:Shipment)
WHERE bought.role IN ['consignee', 'importer', 'buyer', 'end_user']
  AND sold.role IN ['exporter', 'shipper', 'seller']
  AND (middle.intermediary IS NULL OR $include_hubs)
  AND inward.id <> outward.id
  AND inward.hs6 = outward.hs6
  AND inward.date <= outward.date AND outward.date <= inward.date + duration({days: $window_days})
  AND NOT toLower(coalesce(inward.status, '')) IN ['cancelled', 'canceled', 'withdrawn', 'void']
  AND (inward.part_number IS NULL OR outward.part_number IS NULL OR inward.part_number = outward.part_number)
WITH p, inward, middle, outward,
     coalesce(inward.departure, inward.origin) AS origin,
     coalesce(outward.departure, inward.destination, middle.country) AS via,
     coalesce(outward.control_code, inward.control_code, '') AS code,
     CASE
       WHEN inward.quantity > 0 AND outward.quantity > 0 AND toLower(inward.unit) = toLower(outward.unit)
         THEN outward.quantity / inward.quantity
       WHEN inward.net_kg > 0 AND outward.net_kg > 0 THEN outward.net_kg / inward.net_kg
     END AS share,
     CASE
       WHEN inward.quantity > 0 AND outward.quantity > 0 AND toLower(inward.unit) = toLower(outward.unit) THEN toLower(outward.unit)
       WHEN inward.net_kg > 0 AND outward.net_kg > 0 THEN 'kg'
       ELSE 'not compared: ' + coalesce(inward.unit, 'no unit') + ' and ' + coalesce(outward.unit, 'no unit')
     END AS compared
WHERE origin <> via AND origin <> outward.destination AND NOT origin IN $destinations
  AND coalesce(inward.destination, via) = via
  AND (share IS NULL OR ($least_share <= share AND share <= $most_share))
  AND ((code <> '' AND NOT toUpper(code) IN $uncontrolled)
    OR outward.hs6 IN $high_priority
    OR EXISTS { MATCH (heading:HsCode) WHERE heading.code = outward.hs6 AND heading.chpl_tier IS NOT NULL })
  AND NOT EXISTS {
    MATCH (outward)-[:UNDER_LICENCE]->(licence:Licence)
    WHERE licence.status IN ['granted', 'expired'] AND licence.country = outward.destination
      AND coalesce(licence.valid_from, licence.decided_on, outward.date) <= outward.date
      AND outward.date < coalesce(licence.valid_to, date('9999-12-31'))
  }
OPTIONAL MATCH supply = (inward)<-[supplied:PARTY_TO]-(supplier:Party)
  WHERE supplied.role IN ['exporter', 'shipper', 'seller'] AND supplier.id <> middle.id
OPTIONAL MATCH delivery = (outward)<-[received:PARTY_TO]-(buyer:Party)
  WHERE received.role IN ['consignee', 'importer', 'buyer', 'end_user'] AND buyer.id <> middle.id
WITH p, inward, outward, middle, origin, via, share, compared, supply, delivery,
     duration.inDays(inward.date, outward.date).days AS gap
ORDER BY outward.date, inward.date, outward.id, inward.id
WITH middle, outward.hs6 AS hs6, outward.destination AS destination, min(origin) AS origin, min(via) AS via,
     count(DISTINCT inward.id + ' ' + outward.id) AS pairs, min(gap) AS gap_days, max(share) AS share,
     min(compared) AS compared, min(inward.date) AS first_on, max(outward.date) AS last_on,
     collect(DISTINCT supply)[0..$shown] AS supply, collect(DISTINCT p)[0..$shown] AS p,
     collect(DISTINCT delivery)[0..$shown] AS delivery
RETURN middle.id AS intermediary_id, middle.name AS intermediary, hs6, origin, via, destination, pairs, gap_days, share,
       compared, first_on, last_on, supply, p, delivery
ORDER BY pairs DESC, intermediary_id, hs6, destination
