CREATE TABLE "group_list" (
	"id" text PRIMARY KEY NOT NULL,
	"enterprise_id" text NOT NULL,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"item_name" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"visit_id" text
);
--> statement-breakpoint
CREATE TABLE "group_person" (
	"group_id" text NOT NULL,
	"seq" smallint NOT NULL,
	"name" text NOT NULL,
	"id_number_sealed" "bytea" NOT NULL,
	"id_number_hash" "bytea" NOT NULL,
	"id_number_masked" text NOT NULL,
	"phone_sealed" "bytea",
	"checklist_code" text NOT NULL,
	"result" text NOT NULL,
	"note" text,
	"ticked_by" text,
	"ticked_at" timestamp(3) with time zone,
	CONSTRAINT "group_person_group_id_seq_pk" PRIMARY KEY("group_id","seq"),
	CONSTRAINT "group_person_checklist_code_unique" UNIQUE("checklist_code"),
	CONSTRAINT "group_person_result" CHECK ("group_person"."result" in ('waiting', 'done', 'missing', 'absent')),
	CONSTRAINT "group_person_ticked_whole" CHECK (("group_person"."result" = 'waiting') = ("group_person"."ticked_at" is null) and ("group_person"."ticked_at" is null) = ("group_person"."ticked_by" is null)),
	CONSTRAINT "group_person_missing_what" CHECK ("group_person"."result" <> 'missing' or "group_person"."note" is not null)
);
--> statement-breakpoint
ALTER TABLE "group_list" ADD CONSTRAINT "group_list_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_list" ADD CONSTRAINT "group_list_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_list" ADD CONSTRAINT "group_list_visit_id_home_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."home_visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_person" ADD CONSTRAINT "group_person_group_id_group_list_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."group_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_person" ADD CONSTRAINT "group_person_ticked_by_person_id_fk" FOREIGN KEY ("ticked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_list_enterprise" ON "group_list" USING btree ("enterprise_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "group_list_visit" ON "group_list" USING btree ("visit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "group_person_once" ON "group_person" USING btree ("group_id","id_number_hash");--> statement-breakpoint
CREATE INDEX "group_person_who" ON "group_person" USING btree ("id_number_hash");