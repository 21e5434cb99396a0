alter table products add column goods_group text not null default '';
