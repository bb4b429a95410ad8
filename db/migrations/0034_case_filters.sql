CREATE TABLE "board_count" (
	"unit_id" text NOT NULL,
	"item_code" text,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"cases" integer NOT NULL,
	"counted_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "board_count_state" CHECK ("board_count"."state" in ('overdue', 'due_soon', 'running', 'paused'))
);
--> statement-breakpoint
ALTER TABLE "stored_file" DROP CONSTRAINT "stored_file_attached";--> statement-breakpoint
ALTER TABLE "stored_file" ADD COLUMN "claim_id" text;--> statement-breakpoint
ALTER TABLE "board_count" ADD CONSTRAINT "board_count_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "board_count_unit" ON "board_count" USING btree ("unit_id");--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_claim_id_enterprise_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."enterprise_claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_case_unit_status_open" ON "service_case" USING btree ("unit_id","status","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_category_open" ON "service_case" USING btree ("unit_id","category","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_complexity_open" ON "service_case" USING btree ("unit_id","complexity","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_channel_open" ON "service_case" USING btree ("unit_id","channel","nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_status_finished" ON "service_case" USING btree ("unit_id","status","filed_at","id") WHERE "service_case"."status" not in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_category_finished" ON "service_case" USING btree ("unit_id","category","filed_at","id") WHERE "service_case"."status" not in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_complexity_finished" ON "service_case" USING btree ("unit_id","complexity","filed_at","id") WHERE "service_case"."status" not in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_unit_channel_finished" ON "service_case" USING btree ("unit_id","channel","filed_at","id") WHERE "service_case"."status" not in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_open" ON "service_case" USING btree ("nearest_due_at","id") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_finished" ON "service_case" USING btree ("filed_at","id") WHERE "service_case"."status" not in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "service_case_enterprise_status" ON "service_case" USING btree ("enterprise_id","status","filed_at","id");--> statement-breakpoint
CREATE INDEX "service_case_enterprise_category" ON "service_case" USING btree ("enterprise_id","category","filed_at","id");--> statement-breakpoint
CREATE INDEX "service_case_enterprise_due" ON "service_case" USING btree ("enterprise_id","nearest_due_at") WHERE "service_case"."status" in ('submitted', 'contacted', 'accepted', 'awaiting_materials', 'on_hold', 'awaiting_sign_off');--> statement-breakpoint
CREATE INDEX "stored_file_claim" ON "stored_file" USING btree ("claim_id") WHERE "stored_file"."claim_id" is not null;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_attached" CHECK (("stored_file"."state" = 'attached') = (num_nonnulls("stored_file"."case_id", "stored_file"."claim_id") = 1) and num_nonnulls("stored_file"."case_id", "stored_file"."claim_id") <= 1
        and ("stored_file"."case_id" is null) = ("stored_file"."case_seq" is null));--> statement-breakpoint
-- by hand: requests are found by pairs of neighbouring signs, and by the beginning of their number
CREATE FUNCTION case_grams(written text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 2000 AS $$
  SELECT coalesce(array_agg(DISTINCT sign || following), '{}') FROM (
    SELECT sign, lead(sign) OVER (ORDER BY place) AS following FROM unnest(string_to_array(lower(written), NULL)) WITH ORDINALITY AS signs (sign, place)
  ) pairs WHERE following IS NOT NULL
$$;--> statement-breakpoint
CREATE INDEX "service_case_grams" ON "service_case" USING gin (case_grams("title" || ' ' || "body"));--> statement-breakpoint
CREATE INDEX "service_case_number" ON "service_case" ("number" COLLATE "C");
