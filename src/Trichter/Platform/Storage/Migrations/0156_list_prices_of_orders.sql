ALTER TABLE order_lines ADD COLUMN list_price bigint NULL;

UPDATE order_lines SET list_price = (SELECT quoted.list_price FROM quote_lines quoted JOIN orders ON orders.quote_version_id = quoted.version_id
    WHERE orders.id = order_lines.order_id AND quoted.key = order_lines.key);
