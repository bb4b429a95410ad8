CREATE TABLE "extra_material" (
	"id" text PRIMARY KEY NOT NULL,
	"appointment_id" text NOT NULL,
	"item_code" text NOT NULL,
	"item_version" integer NOT NULL,
	"name" text NOT NULL,
	"reason" text NOT NULL,
	"words" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp(3) with time zone NOT NULL,
	"outcome" text,
	"reply" text,
	"settled_by" text,
	"settled_at" timestamp(3) with time zone,
	CONSTRAINT "extra_material_reason" CHECK ("extra_material"."reason" in ('not_foreseen', 'doubtful', 'rule_changed', 'other')),
	CONSTRAINT "extra_material_outcome" CHECK ("extra_material"."outcome" in ('list_improved', 'not_needed')),
	CONSTRAINT "extra_material_settled_whole" CHECK (("extra_material"."outcome" is null) = ("extra_material"."settled_at" is null) and ("extra_material"."outcome" is null) = ("extra_material"."reply" is null) and ("extra_material"."outcome" is null) = ("extra_material"."settled_by" is null))
);
--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "branch" text;--> statement-breakpoint
ALTER TABLE "extra_material" ADD CONSTRAINT "extra_material_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_material" ADD CONSTRAINT "extra_material_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_material" ADD CONSTRAINT "extra_material_settled_by_person_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "extra_material_once" ON "extra_material" USING btree ("appointment_id","name");--> statement-breakpoint
CREATE INDEX "extra_material_open" ON "extra_material" USING btree ("asked_at") WHERE "extra_material"."outcome" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "unit_branch_owner" ON "unit" USING btree ("branch");--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_branch" CHECK ("unit"."branch" in ('household', 'exit_entry', 'traffic', 'public_order', 'economic', 'criminal', 'network', 'narcotics'));