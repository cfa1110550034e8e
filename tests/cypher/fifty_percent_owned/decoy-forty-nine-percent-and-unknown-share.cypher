// expect = []
CREATE (d:Denial {id: 'D1', kind: 'listing', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (a:Party {id: 'A', name: 'Anna', listed: true})-[:NAMED_IN]->(d),
       (a)-[:LISTED_STAKE {share_min: 49.0, share_max: 49.0, total_min: 49.0, total_max: 49.0, inferred: true}]->(:Party {id: 'C', name: 'Company'}),
       (a)-[:LISTED_STAKE {share_min: 0.0, share_max: 100.0, total_min: 0.0, total_max: 100.0, inferred: true}]->(:Party {id: 'E', name: 'Unknown share'})
