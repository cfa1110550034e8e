// /// query
// id = "listed_address_match"
// version = "1.0.0"
// title = "At the address of a listed party"
// question = "Which parties that nobody lists are at the address of a party under a denial order or listing in force?"
// typology = "listed_address_match"
// maturity = "stable"
// severity = "medium"
// caveats = [
//   "An office building, business centre or free zone houses many firms that have nothing to do with each other.",
//   "The party may have moved in after the listed one left, where the records do not date either of them.",
//   "A registered agent's or lawyer's address is where papers go, not where anyone works.",
//   "The address may be written too coarsely, without floor or room.",
// ]
// params.authorities = { type = "texts", default = [], help = "Only denials by these authorities; none named: every authority's." }
// params.most_at_address = { type = "int", default = 25, min = 2, max = 10000, unit = "parties", help = "An address with more parties than this tells nothing of any of them. 25: more than one firm's family, less than an agent's clients." }
// returns = ["party_id", "party", "address_id", "address", "listed", "at_address"]
// identity = ["party_id", "address_id"]
// path = ["listing", "their_door", "p"]
// anchor = { label = "Party", column = "party_id" }
// hubs = "Known registered agents, forwarders and banks are left out, and so are addresses with more than most_at_address parties or without any number in them: a town is not a door."
// references = [
//   { title = "Export Administration Regulations, Entity List: addresses of high diversion risk", url = "https://www.ecfr.gov/current/title-15/part-744", section = "15 CFR 744.16(a)" },
//   { title = "BIS's “Know Your Customer” Guidance and Red Flags", url = "https://www.ecfr.gov/current/title-15/part-732", section = "Supplement No. 3 to 15 CFR Part 732" },
// ]
// ///
MATCH (:Denial)<-[:NAMED_IN]-(:Party)-[:LOCATED_AT]->(address:Address)
WHERE any(digit IN ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] WHERE coalesce(address.normal, address.text) CONTAINS digit)
WITH DISTINCT address
WITH address, COUNT { MATCH (address)<-[:LOCATED_AT]-(:Party) } AS at_address
WHERE 2 <= at_address AND at_address <= $most_at_address
MATCH p = (address)<-[its:LOCATED_AT]-(party:Party)
WHERE coalesce(party.listed, false) = false AND party.intermediary IS NULL
MATCH their_door = (address)<-[theirs:LOCATED_AT]-(listed:Party)
WHERE listed.id <> party.id
MATCH listing = (listed)-[named:NAMED_IN]->(denial:Denial)
WHERE denial.kind IN ['listing', 'denial_order']
  AND (size($authorities) = 0 OR denial.authority IN $authorities)
WITH p, their_door, listing, listed, address, at_address, party, theirs, its,
     coalesce(denial.valid_from, named.valid_from, denial.known_from) AS since,
     coalesce(denial.valid_to, named.valid_to, date('9999-12-31')) AS until,
     coalesce(denial.known_to, named.known_to, date('9999-12-31')) AS withdrawn
WHERE since <= $as_of AND $as_of < until AND $as_of < withdrawn
  AND coalesce(its.known_from, $as_of) <= $as_of
  AND coalesce(its.valid_from, party.registered_on, date('0001-01-01')) < coalesce(theirs.valid_to, listed.dissolved_on, date('9999-12-31'))
  AND coalesce(theirs.valid_from, listed.registered_on, date('0001-01-01')) < coalesce(its.valid_to, party.dissolved_on, date('9999-12-31'))
  AND since < coalesce(its.valid_to, party.dissolved_on, date('9999-12-31'))
  AND NOT EXISTS { MATCH (party)-[:ALIAS_OF]-(listed) }
WITH p, their_door, listing, listed, address, at_address, party
ORDER BY listed.name, listed.id
WITH party, address, at_address, collect(DISTINCT listed.name) AS listed,
     collect(DISTINCT listing) AS listing, collect(DISTINCT their_door) AS their_door, collect(DISTINCT p) AS p
RETURN party.id AS party_id, party.name AS party, address.id AS address_id, address.text AS address, listed, at_address,
       listing, their_door, p
ORDER BY at_address, party_id, address_id
