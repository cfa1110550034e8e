// /// query
// id = "denied_party_still_trading"
// version = "1.0.0"
// title = "Denied party still trading"
// question = "Which parties took part in a shipment while a denial order or listing against them was in force?"
// typology = "denied_party_still_trading"
// maturity = "stable"
// severity = "critical"
// caveats = [
//   "The transaction may have been authorised by a licence that is not in the records; one that is cited, granted and names the party is already spared.",
//   "The measure may not forbid this trade: a licence requirement for some goods, an asset freeze of another country, or a wind-down period still running.",
//   "The party may only share a name with the listed one; look at how the two mentions were resolved.",
//   "A listing without a date counts from the day its list was published or received, so an earlier start is not seen.",
// ]
// params.authorities = { type = "texts", default = [], help = "Only denials by these authorities; none named: every authority's." }
// params.roles = { type = "texts", default = [], help = "Only these roles in the shipment; none named: any role." }
// params.shown = { type = "int", default = 50, min = 1, max = 500, unit = "shipments", help = "Most shipments told in one finding; all are counted." }
// returns = ["party_id", "party", "authority", "denial", "denied_from", "shipments", "first_on", "last_on"]
// identity = ["party_id", "authority"]
// path = "p"
// anchor = { label = "Party", column = "party_id" }
// hubs = "None spared: a denied carrier, forwarder or bank is a hit like any other denied party."
// references = [
//   { title = "Export Administration Regulations, General Prohibition Four", url = "https://www.ecfr.gov/current/title-15/part-736", section = "15 CFR 736.2(b)(4)" },
//   { title = "BIS's “Know Your Customer” Guidance and Red Flags", url = "https://www.ecfr.gov/current/title-15/part-732", section = "Supplement No. 3 to 15 CFR Part 732" },
// ]
// ///
MATCH p = (denial:Denial)<-[named:NAMED_IN]-(party:Party)-[acted:PARTY_TO]->(shipment:Shipment)
WHERE denial.kind IN ['listing', 'denial_order']
  AND (size($authorities) = 0 OR denial.authority IN $authorities)
  AND (size($roles) = 0 OR acted.role IN $roles)
  AND shipment.date <= $as_of
  AND NOT toLower(coalesce(shipment.status, '')) IN ['cancelled', 'canceled', 'withdrawn', 'void']
WITH p, party, denial, shipment,
     coalesce(denial.valid_from, named.valid_from, denial.known_from) AS since,
     coalesce(denial.valid_to, named.valid_to, date('9999-12-31')) AS until,
     coalesce(denial.known_to, named.known_to, date('9999-12-31')) AS withdrawn
WHERE since <= shipment.date AND shipment.date < until AND shipment.date < withdrawn
  AND coalesce(denial.known_from, since) <= $as_of
  AND NOT EXISTS {
    MATCH (shipment)-[:UNDER_LICENCE]->(licence:Licence)<-[:PARTY_TO]-(party)
    WHERE licence.status IN ['granted', 'expired']
      AND coalesce(licence.valid_from, licence.decided_on, shipment.date) <= shipment.date
      AND shipment.date < coalesce(licence.valid_to, date('9999-12-31'))
  }
WITH party, coalesce(denial.authority, denial.list_id, '') AS authority, denial, shipment, since, p
ORDER BY shipment.date, shipment.id, denial.id
WITH party, authority, min(denial.title) AS denial, min(since) AS denied_from,
     count(DISTINCT shipment.id) AS shipments, min(shipment.date) AS first_on, max(shipment.date) AS last_on,
     collect(p)[0..$shown] AS p
RETURN party.id AS party_id, party.name AS party, authority, denial, denied_from, shipments, first_on, last_on, p
ORDER BY shipments DESC, party_id, authority
