// expect = [{ party_id = "P-denied", authority = "US-BIS", shipments = 2, first_on = 2023-05-01, denied_from = 2022-01-10 }]
CREATE (d:Denial {id: 'D1', kind: 'denial_order', title: 'Order against Vostok Trade', authority: 'US-BIS', valid_from: date('2022-01-10'), valid_to: date('2032-01-10'), known_from: date('2022-01-12')}),
       (p:Party {id: 'P-denied', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(d),
       (p)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S1', reference: 'B-1', date: date('2023-05-01'), departure: 'DE', destination: 'AE'}),
       (p)-[:PARTY_TO {role: 'notify_party'}]->(:Shipment {id: 'S2', reference: 'B-2', date: date('2023-09-01')})
