-- by hand: words are looked up in drawers, one a unit for open requests, one a unit and quarter for finished ones (ADR 0027)
DROP INDEX "service_case_grams";--> statement-breakpoint
DROP FUNCTION case_grams(text);--> statement-breakpoint
CREATE FUNCTION case_quarter(filed timestamp with time zone) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (extract(year FROM filed AT TIME ZONE 'UTC') * 4 + extract(quarter FROM filed AT TIME ZONE 'UTC') - 1)::integer
$$;--> statement-breakpoint
CREATE FUNCTION case_keys(drawer text, written text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
  SELECT coalesce(array_agg(DISTINCT drawer || sign || following), '{}') FROM (
    SELECT sign, lead(sign) OVER (ORDER BY place) AS following FROM unnest(string_to_array(lower(written), NULL)) WITH ORDINALITY AS signs (sign, place)
  ) pairs WHERE following IS NOT NULL
$$;--> statement-breakpoint
CREATE INDEX "service_case_words_open" ON "service_case" USING gin (case_keys("unit_id" || '/', "title" || ' ' || "body")) WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_words_finished" ON "service_case" USING gin (case_keys("unit_id" || '/' || case_quarter("filed_at") || '/', "title" || ' ' || "body")) WHERE "service_case"."status" not in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');
