// expect = [{ company_id = "C", low = 80.0, high = 80.0, owners = ["Anna"] }]
CREATE (d:Denial {id: 'D1', kind: 'listing', valid_from: date('2020-01-01'), known_from: date('2020-01-01')}),
       (a:Party {id: 'A', name: 'Anna', listed: true})-[:NAMED_IN]->(d),
       (d)<-[:NAMED_IN]-(h:Party {id: 'H', name: 'Listed Holding', listed: true}),
       (a)-[:OWNS {share_min: 60.0, share_max: 60.0}]->(h)-[:OWNS {share_min: 80.0, share_max: 80.0}]->(c:Party {id: 'C', name: 'Company'}),
       (a)-[:LISTED_STAKE {share_min: 80.0, share_max: 80.0, total_min: 80.0, total_max: 80.0, through: ['H'], inferred: true}]->(c)
