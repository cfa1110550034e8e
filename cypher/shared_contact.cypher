// /// query
// id = "shared_contact"
// version = "1.0.0"
// title = "One phone, mailbox, site or account used by firms that say they are strangers"
// question = "Which contacts are used by several parties with no stated tie, of whom one is listed or trades in controlled goods or with a destination of concern?"
// typology = "shared_contact"
// maturity = "stable"
// severity = "medium"
// caveats = [
//   "An accountant, customs broker, lawyer or shared office answers the phone for many clients.",
//   "The firms may belong together openly, and the records simply do not hold the ownership.",
//   "Numbers and mailboxes are given out again after a firm has closed, where the records do not date either use.",
//   "A clerk may have typed the same placeholder number in several forms.",
// ]
// params.kinds = { type = "texts", default = ["phone", "email", "site", "bank_account"], help = "Kinds of contact compared." }
// params.most_sharing = { type = "int", default = 8, min = 2, max = 1000, unit = "parties", help = "A contact of more parties than this is taken for a service to all. 8: more than a family of firms, less than a broker's book." }
// params.destinations = { type = "countries", default = ["RU", "BY", "IR", "KP", "SY", "CU"], help = "Destinations of concern. The default: where the high-priority list applies (RU, BY) and the embargoed countries of 15 CFR 746." }
// params.uncontrolled = { type = "texts", default = ["EAR99", "NLR", "NONE", "N/A", "NO", "-"], help = "What a control code says when the goods are not controlled." }
// params.only_of_concern = { type = "bool", default = true, help = "Only where one of the parties is listed, or trades in controlled goods or with a destination of concern." }
// returns = ["contact_id", "kind", "contact", "parties", "sharing", "concern"]
// identity = ["contact_id"]
// path = ["p", "listing", "trade"]
// anchor = { label = "Contact", column = "contact_id" }
// hubs = "Parties known as agents, forwarders or banks are left out, and so are contacts of more than most_sharing parties."
// references = [
//   { title = "Tri-Seal Compliance Note: Cracking Down on the Use of Third-Party Intermediaries or Transshipment Points (summary)", url = "https://sanctionsnews.bakermckenzie.com/bis-doj-and-ofac-publish-compliance-note-warning-public-of-russian-evasions-of-export-controls-and-sanctions/", section = "common red flags, 2 March 2023" },
// ]
// ///
MATCH (contact:Contact)
WHERE contact.kind IN $kinds
WITH contact, COUNT { MATCH (contact)<-[:REACHED_AT]-(:Party) } AS sharing
WHERE 2 <= sharing AND sharing <= $most_sharing
MATCH its_use = (contact)<-[its:REACHED_AT]-(one:Party)
MATCH their_use = (contact)<-[theirs:REACHED_AT]-(other:Party)
WHERE one.id < other.id
  AND one.intermediary IS NULL AND other.intermediary IS NULL
  AND NOT (coalesce(one.listed, false) AND coalesce(other.listed, false))
  AND coalesce(its.known_from, $as_of) <= $as_of AND coalesce(theirs.known_from, $as_of) <= $as_of
  AND coalesce(its.valid_from, one.registered_on, date('0001-01-01')) < coalesce(theirs.valid_to, other.dissolved_on, date('9999-12-31'))
  AND coalesce(theirs.valid_from, other.registered_on, date('0001-01-01')) < coalesce(its.valid_to, one.dissolved_on, date('9999-12-31'))
  AND NOT EXISTS { MATCH (one)-[:OWNS|OFFICER_OF|ALIAS_OF|ACTED_FOR|ASSOCIATED_WITH|POSSIBLY_SAME_AS*1..2]-(other) }
WITH contact, sharing, collect(DISTINCT its_use) + collect(DISTINCT their_use) AS p, collect(DISTINCT one) + collect(DISTINCT other) AS parties
UNWIND parties AS party
WITH DISTINCT contact, sharing, p, party
OPTIONAL MATCH listing = (party)-[named:NAMED_IN]->(denial:Denial)
  WHERE denial.kind IN ['listing', 'denial_order']
    AND coalesce(denial.valid_from, named.valid_from, denial.known_from) <= $as_of
    AND $as_of < coalesce(denial.valid_to, named.valid_to, date('9999-12-31'))
    AND $as_of < coalesce(denial.known_to, named.known_to, date('9999-12-31'))
WITH contact, sharing, p, party, collect(listing) AS listing
OPTIONAL MATCH trade = (party)-[:PARTY_TO]->(shipment:Shipment)
  WHERE shipment.date <= $as_of
    AND (shipment.destination IN $destinations
      OR (coalesce(shipment.control_code, '') <> '' AND NOT toUpper(shipment.control_code) IN $uncontrolled))
WITH contact, sharing, p, party, listing, trade, shipment
ORDER BY shipment.date DESC, shipment.id
WITH contact, sharing, p, party, listing, collect(trade)[0..2] AS trade
ORDER BY party.name, party.id
WITH contact, sharing, p, collect(party.name) AS parties,
     reduce(all = [], one IN collect(listing) | all + one) AS listing,
     reduce(all = [], one IN collect(trade) | all + one) AS trade
WITH contact, sharing, p, parties, listing, trade,
     CASE WHEN size(listing) > 0 THEN ['listed'] ELSE [] END
       + CASE WHEN size(trade) > 0 THEN ['trade of concern'] ELSE [] END AS concern
WHERE size(concern) > 0 OR NOT $only_of_concern
RETURN contact.id AS contact_id, contact.kind AS kind, contact.value AS contact, parties, sharing, concern, p, listing, trade
ORDER BY sharing, contact_id
