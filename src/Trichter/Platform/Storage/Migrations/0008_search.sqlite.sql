create table search_entries (
    id       uuid primary key,
    kind     text not null,
    title    text not null,
    detail   text not null,
    text     text not null,
    owner_id uuid
);

create virtual table search_index using fts5 (text, content = 'search_entries', tokenize = 'trigram case_sensitive 1');

create trigger search_entries_added after insert on search_entries begin
    insert into search_index (rowid, text) values (new.rowid, new.text);
end;

create trigger search_entries_removed after delete on search_entries begin
    insert into search_index (search_index, rowid, text) values ('delete', old.rowid, old.text);
end;

create trigger search_entries_changed after update of text on search_entries begin
    insert into search_index (search_index, rowid, text) values ('delete', old.rowid, old.text);
    insert into search_index (rowid, text) values (new.rowid, new.text);
end;
