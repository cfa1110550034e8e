// as_of = 2022-06-01
// expect = []
CREATE (p:Party {id: 'P1', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'denial_order', authority: 'US-BIS', valid_from: date('2022-01-10'), known_from: date('2022-08-01')}),
       (p)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S1', date: date('2022-05-01')}),
       (p)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S2', date: date('2022-07-01')})
