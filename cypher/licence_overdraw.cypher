// /// query
// id = "licence_overdraw"
// version = "1.0.0"
// title = "More shipped than the licence allows"
// question = "On which licence lines did the shipments that cite the licence add up to more than the quantity authorised on that day?"
// typology = "licence_overdraw"
// maturity = "stable"
// severity = "high"
// caveats = [
//   "The licence may have been amended, and the amendment is not in the records or is not dated.",
//   "A shipment may have come back, or have been replaced by another under the same licence, without its declaration being cancelled.",
//   "Some regimes allow a shipping tolerance (15 CFR 750.11: none on a number of units, 10 percent of the balance on weight, area or measure): set tolerance.",
//   "A declaration may cite a wrong licence number.",
// ]
// params.tolerance = { type = "float", default = 0.0, min = 0.0, max = 0.5, help = "Part of the authorised quantity that may be exceeded, 0.1 is ten percent. 0: licences by number have none (15 CFR 750.11(b)(2))." }
// params.shown = { type = "int", default = 50, min = 1, max = 500, unit = "shipments", help = "Most shipments told in one finding; all are counted." }
// returns = ["licence", "licence_id", "line", "authorised", "shipped", "over", "unit", "shipments", "overdrawn_on", "other_units"]
// identity = ["licence", "line"]
// path = ["p", "exporter", "draw"]
// anchor = { label = "Licence", column = "licence" }
// hubs = "None needed: a licence is not shared."
// references = "ours"
// ///
MATCH (line:LicenceLine)<-[:HAS_LINE]-(licence:Licence)<-[:UNDER_LICENCE]-(shipment:Shipment)
WHERE licence.status IN ['granted', 'expired', 'revoked', 'suspended']
  AND line.quantity IS NOT NULL AND shipment.quantity IS NOT NULL
  AND shipment.date <= $as_of
  AND NOT toLower(coalesce(shipment.status, '')) IN ['cancelled', 'canceled', 'withdrawn', 'void']
  AND NOT toLower(coalesce(shipment.flow, 'export')) IN ['import', 'transit']
  AND coalesce(licence.valid_from, licence.decided_on, shipment.date) <= shipment.date
  AND shipment.date < coalesce(licence.valid_to, date('9999-12-31'))
  AND coalesce(line.valid_from, shipment.date) <= shipment.date
  AND shipment.date < coalesce(line.valid_to, date('9999-12-31'))
  AND CASE
        WHEN line.part_number IS NOT NULL AND shipment.part_number IS NOT NULL THEN line.part_number = shipment.part_number
        WHEN line.hs_code IS NOT NULL AND shipment.hs_code IS NOT NULL
          THEN shipment.hs_code STARTS WITH left(line.hs_code, 6) OR line.hs_code STARTS WITH left(shipment.hs_code, 6)
        WHEN line.control_code IS NOT NULL AND shipment.control_code IS NOT NULL THEN line.control_code = shipment.control_code
        ELSE true
      END
WITH licence, shipment, line.line AS number, max(line.quantity) AS allowed, min(toLower(line.unit)) AS unit
WITH licence, shipment, collect(number) AS numbers, max(allowed) AS allowed, min(unit) AS unit
WHERE size(numbers) = 1
WITH licence, numbers[0] AS line, shipment, allowed, unit, toLower(shipment.unit) AS shipped_in
ORDER BY shipment.date, shipment.id
WITH licence, line,
     collect(CASE WHEN shipped_in = unit THEN {id: shipment.id, day: shipment.date, quantity: shipment.quantity, allowed: allowed, unit: unit} END) AS draws,
     collect(DISTINCT CASE WHEN shipped_in = unit THEN null ELSE coalesce(shipped_in, 'no unit') END) AS other_units
UNWIND range(0, size(draws) - 1) AS i
WITH licence, line, draws, other_units, draws[i] AS draw, reduce(sum = 0.0, d IN draws[0..i + 1] | sum + d.quantity) AS drawn
WHERE drawn > draw.allowed * (1 + $tolerance)
WITH licence, line, draws, other_units, min(draw.day) AS overdrawn_on, max(drawn - draw.allowed) AS over
WITH licence, line, draws, other_units, overdrawn_on, over, [d IN draws | d.id] AS ids
MATCH draw = (licence)<-[:UNDER_LICENCE]-(shipment:Shipment)
WHERE shipment.id IN ids
MATCH p = (licence)-[:HAS_LINE]->(row:LicenceLine)
WHERE row.line = line
  AND coalesce(row.valid_from, shipment.date) <= shipment.date AND shipment.date < coalesce(row.valid_to, date('9999-12-31'))
OPTIONAL MATCH exporter = (shipment)<-[acted:PARTY_TO]-(party:Party) WHERE acted.role IN ['exporter', 'shipper']
WITH licence, line, draws, other_units, overdrawn_on, over, p, draw, exporter, shipment
ORDER BY shipment.date, shipment.id
WITH licence, line, draws, other_units, overdrawn_on, over, collect(DISTINCT p) AS p,
     collect(DISTINCT draw)[0..$shown] AS draw, collect(DISTINCT exporter)[0..$shown] AS exporter
RETURN licence.id AS licence, licence.licence_id AS licence_id, line, draws[size(draws) - 1].allowed AS authorised,
       reduce(sum = 0.0, d IN draws | sum + d.quantity) AS shipped, over, draws[0].unit AS unit, size(draws) AS shipments,
       overdrawn_on, other_units, p, draw, exporter
ORDER BY licence, line
