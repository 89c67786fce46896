-- companies with their head office
SELECT c.id, c.name, o.tel
  FROM companies c JOIN offices o ON o.company_id = c.id AND o.head
