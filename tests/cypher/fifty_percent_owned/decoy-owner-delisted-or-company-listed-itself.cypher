// expect = []
CREATE (a:Party {id: 'A', name: 'Anna', listed: true})-[:NAMED_IN]->(:Denial {id: 'D1', kind: 'listing', valid_from: date('2010-01-01'), valid_to: date('2020-01-01'), known_from: date('2010-01-01')}),
       (a)-[:LISTED_STAKE {share_min: 90.0, share_max: 90.0, total_min: 90.0, total_max: 90.0}]->(:Party {id: 'C', name: 'Company'}),
       (b:Party {id: 'B', name: 'Boris', listed: true})-[:NAMED_IN]->(d:Denial {id: 'D2', kind: 'listing', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (b)-[:LISTED_STAKE {share_min: 90.0, share_max: 90.0, total_min: 90.0, total_max: 90.0}]->(e:Party {id: 'E', name: 'Listed too', listed: true}),
       (e)-[:NAMED_IN]->(d)
