// # The refusal of a licence is a denial of the licence, not of the party.
// expect = []
CREATE (p:Party {id: 'P1', name: 'Applicant', listed: false})-[:PARTY_TO {role: 'end_user'}]->(:Denial {id: 'D1', kind: 'licence_denial', authority: 'UK-ECJU', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (p)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S1', date: date('2023-05-01')}),
       (q:Party {id: 'P2', name: 'Denied', listed: true})-[:NAMED_IN]->(:Denial {id: 'D2', kind: 'denial_order', authority: 'US-BIS', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (q)-[:PARTY_TO {role: 'consignee'}]->(:Shipment {id: 'S2', date: date('2023-05-01'), status: 'Cancelled'})
