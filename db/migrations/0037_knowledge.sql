CREATE TABLE "knowledge_entry" (
	"code" text PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"phrasings" jsonb NOT NULL,
	"answer" text NOT NULL,
	"items" jsonb NOT NULL,
	"unit_id" text NOT NULL,
	"owner_id" text,
	"review_on" date NOT NULL,
	"source" text NOT NULL,
	"verify" jsonb NOT NULL,
	"origin" text NOT NULL,
	"search_keys" jsonb NOT NULL,
	"digest" text,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"reminded_for" date,
	CONSTRAINT "knowledge_entry_origin" CHECK ("knowledge_entry"."origin" in ('content', 'consultation')),
	CONSTRAINT "knowledge_entry_digest" CHECK (("knowledge_entry"."origin" = 'content') = ("knowledge_entry"."digest" is not null))
);
--> statement-breakpoint
ALTER TABLE "knowledge_entry" ADD CONSTRAINT "knowledge_entry_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_entry" ADD CONSTRAINT "knowledge_entry_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_entry_review" ON "knowledge_entry" USING btree ("review_on");