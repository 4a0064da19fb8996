CREATE INDEX "users_preferred_username" ON "users" USING btree ("pool_key",lower("preferred_username"),"sub");
--> statement-breakpoint
-- by hand: rows are found without accents, as foldLoosely() in lib/db/search-text.ts writes them from now on
UPDATE "users" SET "search" =
	normalize(regexp_replace(lower(
		replace(replace(replace(replace(translate(
			regexp_replace(
				normalize("search", NFKD),
				'[\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]', '', 'g'
			),
			'øłđðı', 'olddi'), 'ß', 'ss'), 'þ', 'th'), 'æ', 'ae'), 'œ', 'oe')
	), ' +', ' ', 'g'), NFC)
WHERE "search" ~ '[^\u0001-\u007f]' OR "search" LIKE '%  %';
-- end
