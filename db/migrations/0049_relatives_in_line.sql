ALTER TABLE "no_show_explanation" ADD COLUMN "given_by" text;--> statement-breakpoint
ALTER TABLE "wait_entry" ADD COLUMN "joined_by" text;--> statement-breakpoint
ALTER TABLE "no_show_explanation" ADD CONSTRAINT "no_show_explanation_given_by_person_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wait_entry" ADD CONSTRAINT "wait_entry_joined_by_person_id_fk" FOREIGN KEY ("joined_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "wait_entry_joined_by" ON "wait_entry" USING btree ("joined_by","joined_at") WHERE "wait_entry"."joined_by" is not null;