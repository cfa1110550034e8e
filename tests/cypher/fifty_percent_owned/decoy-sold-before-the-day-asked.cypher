// as_of = 2023-06-01
// expect = []
CREATE (d:Denial {id: 'D1', kind: 'listing', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (a:Party {id: 'A', name: 'Anna', listed: true})-[:NAMED_IN]->(d),
       (a)-[:LISTED_STAKE {share_min: 90.0, share_max: 90.0, total_min: 90.0, total_max: 90.0, valid_from: date('2020-01-01'), valid_to: date('2022-05-01')}]->(:Party {id: 'C', name: 'Sold'}),
       (a)-[:LISTED_STAKE {share_min: 90.0, share_max: 90.0, total_min: 90.0, total_max: 90.0, valid_from: date('2023-07-01')}]->(:Party {id: 'E', name: 'Bought later'})
