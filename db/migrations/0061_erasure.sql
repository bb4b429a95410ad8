CREATE TABLE "erasure" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"parts" jsonb NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "erasure_person_id_unique" UNIQUE("person_id"),
	CONSTRAINT "erasure_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_open" ON "erasure" USING btree ("asked_at") WHERE "erasure"."finished_at" is null;