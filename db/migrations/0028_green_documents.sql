CREATE TABLE "green_document" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "green_document_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" text NOT NULL,
	"hall_id" text NOT NULL,
	"action" text NOT NULL,
	"kind" text NOT NULL,
	"until" date NOT NULL,
	"reason" text,
	"actor_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "green_document_action" CHECK ("green_document"."action" in ('check', 'withdraw')),
	CONSTRAINT "green_document_kind" CHECK ("green_document"."kind" in ('military', 'special_talent')),
	CONSTRAINT "green_document_reason" CHECK (("green_document"."action" = 'withdraw') = ("green_document"."reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "green_channel_kind" text;--> statement-breakpoint
ALTER TABLE "green_document" ADD CONSTRAINT "green_document_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "green_document" ADD CONSTRAINT "green_document_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "green_document" ADD CONSTRAINT "green_document_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "green_document_person" ON "green_document" USING btree ("person_id","number");--> statement-breakpoint
CREATE INDEX "green_document_hall" ON "green_document" USING btree ("hall_id","number");--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_green_channel" CHECK ("person"."green_channel_kind" in ('military', 'special_talent'));