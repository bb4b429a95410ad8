CREATE TABLE "stored_file" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"upload_key" text NOT NULL,
	"state" text NOT NULL,
	"sha256" "bytea",
	"size" integer,
	"width" integer,
	"height" integer,
	"created_at" timestamp(3) with time zone NOT NULL,
	"case_id" text,
	"case_seq" integer,
	"internal" boolean DEFAULT false NOT NULL,
	"position" integer,
	CONSTRAINT "stored_file_state" CHECK ("stored_file"."state" in ('arriving', 'waiting', 'attached', 'removing')),
	CONSTRAINT "stored_file_whole" CHECK ("stored_file"."state" in ('arriving', 'removing') or ("stored_file"."sha256" is not null and "stored_file"."size" > 0 and "stored_file"."width" > 0 and "stored_file"."height" > 0)),
	CONSTRAINT "stored_file_attached" CHECK (("stored_file"."state" = 'attached') = ("stored_file"."case_id" is not null) and ("stored_file"."case_id" is null) = ("stored_file"."case_seq" is null))
);
--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_case_event" FOREIGN KEY ("case_id","case_seq") REFERENCES "public"."case_event"("case_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stored_file_upload" ON "stored_file" USING btree ("owner_id","upload_key");--> statement-breakpoint
CREATE INDEX "stored_file_case" ON "stored_file" USING btree ("case_id","case_seq") WHERE "stored_file"."case_id" is not null;--> statement-breakpoint
CREATE INDEX "stored_file_waiting" ON "stored_file" USING btree ("created_at") WHERE "stored_file"."state" in ('arriving', 'waiting');