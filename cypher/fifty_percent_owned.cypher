// /// query
// id = "fifty_percent_owned"
// version = "1.0.0"
// title = "Owned half or more by listed parties"
// question = "Which companies that no list names are owned, directly or through others, half or more by listed parties taken together?"
// typology = "fifty_percent_owned"
// maturity = "stable"
// severity = "high"
// caveats = [
//   "The rule is the United States' (OFAC); the European Union asks for more than half or control, and other lists may have no such rule.",
//   "The stake may have been sold; a register that is not up to date still shows it.",
//   "Listed parties of different lists are added together: look at which list names each.",
//   "A range of shares is shown as low to high; only the low end counts unless include_possible is set.",
// ]
// params.threshold = { type = "float", default = 50.0, min = 1.0, max = 100.0, unit = "percent", help = "Total share of listed owners that counts. 50: the OFAC rule." }
// params.include_possible = { type = "bool", default = false, help = "Also companies where only the high end of the range reaches the threshold." }
// returns = ["company_id", "company", "low", "high", "certainty", "owners"]
// identity = ["company_id"]
// path = ["listing", "chain", "stake"]
// anchor = { label = "Party", column = "company_id" }
// hubs = "None needed: shares are added up, not counted."
// references = [
//   { title = "OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked", url = "https://ofac.treasury.gov/media/6186/download?inline", section = "13 August 2014 (79 FR 47726): aggregate, direct and indirect" },
// ]
// ///
MATCH stake = (owner:Party)-[held:LISTED_STAKE]->(company:Party)
WHERE coalesce(held.valid_from, $as_of) <= $as_of AND $as_of < coalesce(held.valid_to, date('9999-12-31'))
  AND (coalesce(held.total_min, held.share_min, 0.0) >= $threshold
    OR ($include_possible AND coalesce(held.total_max, held.share_max, 100.0) >= $threshold))
  AND NOT EXISTS {
    MATCH (company)-[named:NAMED_IN]->(denial:Denial)
    WHERE denial.kind = 'listing'
      AND coalesce(denial.valid_from, named.valid_from, denial.known_from) <= $as_of
      AND $as_of < coalesce(denial.valid_to, named.valid_to, date('9999-12-31'))
      AND $as_of < coalesce(denial.known_to, named.known_to, date('9999-12-31'))
  }
MATCH listing = (owner)-[named:NAMED_IN]->(denial:Denial)
WHERE denial.kind = 'listing'
  AND coalesce(denial.valid_from, named.valid_from, denial.known_from) <= $as_of
  AND $as_of < coalesce(denial.valid_to, named.valid_to, date('9999-12-31'))
  AND $as_of < coalesce(denial.known_to, named.known_to, date('9999-12-31'))
OPTIONAL MATCH chain = (owner)-[:OWNS*1..6]->(company)
  WHERE all(between IN nodes(chain)[1..-1] WHERE between.id IN coalesce(held.through, []))
    AND all(share IN relationships(chain) WHERE coalesce(share.valid_from, $as_of) <= $as_of
      AND $as_of < coalesce(share.valid_to, date('9999-12-31')))
WITH company, owner, held, stake, listing, chain
ORDER BY owner.name, owner.id
WITH company, max(coalesce(held.total_min, held.share_min, 0.0)) AS low, max(coalesce(held.total_max, held.share_max, 100.0)) AS high,
     collect(DISTINCT owner.name) AS owners, collect(DISTINCT stake) AS stake, collect(DISTINCT listing) AS listing,
     collect(DISTINCT chain) AS chain
RETURN company.id AS company_id, company.name AS company, low, high,
       CASE WHEN low >= $threshold THEN 'certain' ELSE 'possible' END AS certainty, owners, listing, chain, stake
ORDER BY low DESC, company_id
