// /// query
// id = "denied_party_successor"
// version = "1.0.0"
// title = "New firm in the shoes of a denied one"
// question = "Which parties that nobody lists share two or more identifiers with a denied party and were formed, or first traded, after the denial?"
// typology = "denied_party_successor"
// maturity = "stable"
// severity = "high"
// caveats = [
//   "A new tenant may have taken over both address and phone line of the office.",
//   "A former director may found an unrelated firm and keep his numbers.",
//   "Where no registration date is known, the first shipment on record stands for the start: the firm may have traded before our records begin.",
//   "A business centre lends address, phone and sometimes a director to each tenant.",
// ]
// params.least_shared = { type = "int", default = 2, min = 1, max = 10, help = "Least number of different addresses, contacts and officers shared. 2: one alone is chance." }
// params.window_days = { type = "int", default = 1095, min = 1, max = 7300, unit = "days", help = "Longest time between the denial and the start of the new party. 1095: our judgement: later, the tie is stale." }
// params.most_sharing = { type = "int", default = 12, min = 2, max = 1000, unit = "parties", help = "An address, contact or officer of more parties than this is taken for a service to all." }
// params.authorities = { type = "texts", default = [], help = "Only denials by these authorities; none named: every authority's." }
// returns = ["party_id", "party", "denied_id", "denied", "denied_from", "started_on", "started", "shared"]
// identity = ["party_id", "denied_id"]
// path = ["p", "trade"]
// anchor = { label = "Party", column = "party_id" }
// hubs = "Known agents, forwarders and banks are left out, and so are addresses, contacts and officers of more than most_sharing parties."
// references = [
//   { title = "Export Administration Regulations, Related persons", url = "https://www.ecfr.gov/current/title-15/part-766", section = "15 CFR 766.23(a)" },
// ]
// ///
MATCH (denial:Denial)<-[named:NAMED_IN]-(denied:Party)
WHERE denial.kind IN ['listing', 'denial_order']
  AND (size($authorities) = 0 OR denial.authority IN $authorities)
WITH denied,
     min(coalesce(denial.valid_from, named.valid_from, denial.known_from)) AS since,
     max(coalesce(denial.valid_to, named.valid_to, denial.known_to, named.known_to, date('9999-12-31'))) AS until
WHERE since <= $as_of
MATCH (denied)-[his:LOCATED_AT|REACHED_AT|OFFICER_OF]-(thing)
WHERE (type(his) <> 'OFFICER_OF' OR startNode(his).id = thing.id)
  AND (type(his) <> 'LOCATED_AT'
    OR any(digit IN ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] WHERE coalesce(thing.normal, thing.text) CONTAINS digit))
WITH DISTINCT denied, since, until, thing, type(his) AS tie
WITH denied, since, until, thing, tie, COUNT { MATCH (thing)-[:LOCATED_AT|REACHED_AT|OFFICER_OF]-(:Party) } AS sharing
WHERE 2 <= sharing AND sharing <= $most_sharing
MATCH (thing)-[its:LOCATED_AT|REACHED_AT|OFFICER_OF]-(party:Party)
WHERE type(its) = tie AND party.id <> denied.id
  AND (tie <> 'OFFICER_OF' OR startNode(its).id = thing.id)
  AND coalesce(party.listed, false) = false
  AND party.intermediary IS NULL
  AND coalesce(its.known_from, $as_of) <= $as_of
WITH DISTINCT denied, since, until, party, thing
WITH denied, since, until, party, collect(thing.id) AS things
WHERE size(things) >= $least_shared
OPTIONAL MATCH (party)-[:PARTY_TO]->(shipment:Shipment)
WITH denied, since, until, party, things, min(shipment.date) AS first_trade
WITH denied, since, until, party, things,
     CASE WHEN party.registered_on >= since THEN party.registered_on ELSE first_trade END AS started_on,
     CASE WHEN party.registered_on >= since THEN 'formed' ELSE 'first traded' END AS started
WHERE since <= started_on AND started_on < until AND started_on <= $as_of
  AND started_on <= since + duration({days: $window_days})
MATCH p = (denied)-[his:LOCATED_AT|REACHED_AT|OFFICER_OF]-(thing)-[its:LOCATED_AT|REACHED_AT|OFFICER_OF]-(party)
WHERE thing.id IN things AND type(his) = type(its)
MATCH listing = (denied)-[:NAMED_IN]->(order:Denial)
WHERE order.kind IN ['listing', 'denial_order']
OPTIONAL MATCH trade = (party)-[:PARTY_TO]->(shipment:Shipment)
  WHERE since <= shipment.date AND shipment.date <= $as_of
WITH denied, since, party, things, started_on, started, p, listing, trade, shipment
ORDER BY shipment.date, shipment.id
WITH denied, since, party, things, started_on, started, collect(DISTINCT listing) + collect(DISTINCT p) AS p, collect(DISTINCT trade)[0..3] AS trade
RETURN party.id AS party_id, party.name AS party, denied.id AS denied_id, denied.name AS denied, since AS denied_from,
       started_on, started, size(things) AS shared, p, trade
ORDER BY shared DESC, party_id, denied_id
