// expect = [{ party_id = "P1", shipments = 1, denied_from = 2019-01-15 }]
CREATE (p:Party {id: 'P1', name: 'Undated Ltd', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', title: 'List', authority: 'US-OFAC', known_from: date('2019-01-15')}),
       (p)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S0', date: date('2018-12-31')}),
       (p)-[:PARTY_TO {role: 'exporter'}]->(:Shipment {id: 'S1', date: date('2019-01-15')})
