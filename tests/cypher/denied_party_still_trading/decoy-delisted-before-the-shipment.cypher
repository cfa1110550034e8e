// expect = []
CREATE (p:Party {id: 'P1', name: 'Vostok Trade', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', authority: 'EU', valid_from: date('2012-01-10'), known_from: date('2012-01-12'), known_to: date('2020-03-01')}),
       (p)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S1', date: date('2021-06-01')})
